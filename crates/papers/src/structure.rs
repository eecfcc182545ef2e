//! What is what on a paper, in reading order: the tree that a screen reader follows.

use kernel::Language;
use krilla::tagging::{Identifier, ListNumbering, Node, Tag, TagGroup, TagTree};
use std::num::NonZeroU16;

/// What a part of a paper is.
#[derive(Clone, Debug)]
pub(crate) enum Role {
    Heading(u8, String),
    Paragraph,
    /// A list, and whether its points are in an order.
    List(bool),
    Item,
    Label,
    Body,
    /// What stands out, or stays together.
    Part,
}

/// A part of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PartId(usize);

#[derive(Debug)]
struct Part {
    role: Role,
    language: Option<Language>,
    children: Vec<Child>,
}

#[derive(Debug)]
enum Child {
    Part(PartId),
    Drawn(Identifier),
}

/// The tree, while it is put together.
#[derive(Debug, Default)]
pub(crate) struct Structure {
    parts: Vec<Part>,
    top: Vec<PartId>,
}

impl Structure {
    /// A new part, within another or at the top.
    pub(crate) fn add(&mut self, role: Role, within: Option<PartId>) -> PartId {
        self.add_in(role, within, None)
    }

    /// A new part in a language of its own.
    pub(crate) fn add_in(
        &mut self,
        role: Role,
        within: Option<PartId>,
        language: Option<Language>,
    ) -> PartId {
        let id = PartId(self.parts.len());
        self.parts.push(Part { role, language, children: Vec::new() });
        match within.and_then(|PartId(at)| self.parts.get_mut(at)) {
            Some(parent) => parent.children.push(Child::Part(id)),
            None => self.top.push(id),
        }
        id
    }

    /// Something of a part was drawn.
    pub(crate) fn drawn(&mut self, PartId(part): PartId, what: Identifier) {
        if let Some(part) = self.parts.get_mut(part) {
            part.children.push(Child::Drawn(what));
        }
    }

    /// The tree as a file takes it in.
    pub(crate) fn tree(&self, language: Language) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(language.code().to_owned()));
        for part in &self.top {
            if let Some(group) = self.group(*part) {
                tree.push(group);
            }
        }
        tree
    }

    fn group(&self, PartId(part): PartId) -> Option<TagGroup> {
        let part = self.parts.get(part)?;
        let language = part.language.map(|language| language.code().to_owned());
        let mut children: Vec<Node> = Vec::new();
        for child in &part.children {
            match child {
                Child::Part(id) => children.extend(self.group(*id).map(Node::Group)),
                Child::Drawn(what) => children.push(Node::Leaf(*what)),
            }
        }
        if children.is_empty() {
            return None;
        }
        Some(match &part.role {
            Role::Heading(level, title) => {
                let level = NonZeroU16::new(u16::from(*level)).unwrap_or(NonZeroU16::MIN);
                let tag = Tag::Hn(level, Some(title.clone())).with_lang(language);
                TagGroup::with_children(tag, children)
            }
            Role::Paragraph => TagGroup::with_children(Tag::P.with_lang(language), children),
            Role::List(ordered) => {
                let kind = if *ordered { ListNumbering::Decimal } else { ListNumbering::None };
                TagGroup::with_children(Tag::L(kind), children)
            }
            Role::Item => TagGroup::with_children(Tag::LI, children),
            Role::Label => TagGroup::with_children(Tag::Lbl.with_lang(language), children),
            Role::Body => TagGroup::with_children(Tag::LBody.with_lang(language), children),
            Role::Part => TagGroup::with_children(Tag::Div, children),
        })
    }
}
