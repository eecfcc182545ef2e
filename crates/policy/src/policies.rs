//! The policies in force, and the question that is asked of them.

use crate::addition::within_what_is_national;
use crate::compile::{self, Fault};
use crate::given::Names;
use crate::{Addition, Appointment, Circumstances, Decision, Person, Record, Right, Rights, Role};
use cedar_policy::{Authorizer, Decision as Verdict, Policy, PolicyId, PolicySet, Schema};
use kernel::{ForceId, Language, Words};
use std::collections::HashSet;
use std::sync::Arc;

const SCHEMA: &str = include_str!("../../../policies/schema.cedarschema");

/// The national policies, as file and text.
const NATIONAL: [(&str, &str); 5] = [
    ("always.cedar", include_str!("../../../policies/national/always.cedar")),
    ("contacts.cedar", include_str!("../../../policies/national/contacts.cedar")),
    ("records.cedar", include_str!("../../../policies/national/records.cedar")),
    ("services.cedar", include_str!("../../../policies/national/services.cedar")),
    ("administration.cedar", include_str!("../../../policies/national/administration.cedar")),
];

/// A policy as it can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readable {
    /// Its id.
    pub id: Arc<str>,
    /// What it means, in English and in Welsh.
    pub says: [Arc<str>; 2],
    /// Whether it forbids; it permits otherwise.
    pub forbids: bool,
    /// The file or the addition that it stands in.
    pub place: Arc<str>,
    /// Whether it is national; it is the force's own otherwise.
    pub national: bool,
    /// The policy itself, in the Cedar language.
    pub text: Arc<str>,
}

impl Readable {
    /// What it means.
    #[must_use]
    pub fn say(&self, language: Language) -> &str {
        let [english, welsh] = &self.says;
        match language {
            Language::English => english,
            Language::Welsh => welsh,
        }
    }
}

/// The policies of one force: the national ones and its own. Cheap to clone.
#[derive(Clone)]
pub struct Policies(Arc<Inside>);

struct Inside {
    names: Names,
    schema: Schema,
    authorizer: Authorizer,
    set: PolicySet,
    readable: Vec<Readable>,
}

impl std::fmt::Debug for Policies {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Policies({})", self.0.readable.len())
    }
}

impl Policies {
    /// The national policies alone, as they came with the program.
    pub fn national() -> Result<Self, Vec<Fault>> {
        Self::of(&[])
    }

    /// The national policies with what one force added.
    pub fn of(additions: &[Addition]) -> Result<Self, Vec<Fault>> {
        let schema = compile::schema(SCHEMA).map_err(|fault| vec![fault])?;
        let (mut policies, mut faults) = (Vec::new(), Vec::new());
        for (place, text) in NATIONAL {
            match compile::read(place, text) {
                Ok(read) => {
                    policies.extend(read.into_iter().map(|it| (place.to_owned(), it, true)));
                }
                Err(found) => faults.extend(found),
            }
        }
        for addition in additions {
            match read_addition(addition) {
                Ok(read) => {
                    let place = |policy| (addition.name.clone(), policy, false);
                    policies.extend(read.into_iter().map(place));
                }
                Err(found) => faults.extend(found),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let readable =
            policies.iter().map(|(place, policy, national)| readable(place, policy, *national));
        let readable = readable.collect();
        let all = policies.into_iter().map(|(place, policy, _)| (place, policy));
        let set = compile::together(&schema, all)?;
        let names = Names::new(&schema).map_err(|error| vec![Fault::new("names", error)])?;
        let authorizer = Authorizer::new();
        Ok(Self(Arc::new(Inside { names, schema, authorizer, set, readable })))
    }

    /// May this person do that to this, here and now?
    ///
    /// A policy that cannot be evaluated refuses: the engine leaves such a one out, and a forbid that is
    /// left out would be a door that stands open.
    #[must_use]
    pub fn decide(
        &self,
        person: &Person,
        right: Right,
        record: &Record,
        circumstances: &Circumstances,
    ) -> Decision {
        let inside = &*self.0;
        if !inside.names.fit(right, record.kind) {
            return Decision { allowed: false, by: Vec::new() };
        }
        let Ok((request, entities)) = inside.names.question(person, right, record, circumstances)
        else {
            return Decision { allowed: false, by: vec![UNDECIDABLE.into()] };
        };
        let answer = inside.authorizer.is_authorized(&request, &inside.set, &entities);
        if answer.diagnostics().errors().next().is_some() {
            return Decision { allowed: false, by: vec![UNDECIDABLE.into()] };
        }
        let mut by: Vec<Arc<str>> =
            answer.diagnostics().reason().map(|id| Arc::from(id_text(id))).collect();
        by.sort_unstable();
        Decision { allowed: answer.decision() == Verdict::Allow, by }
    }

    /// What a person may do at all in their own force: on things of which nothing particular is known,
    /// once they have proven who they are.
    #[must_use]
    pub fn rights_of(&self, person: &Person) -> Rights {
        let may = |right: &Right| {
            let record = Record::plain(right.on(), person.force.clone());
            self.decide(person, *right, &record, &Circumstances::usual()).allowed
        };
        Right::ALL.into_iter().filter(may).collect()
    }

    /// Whether whoever has a role and nothing else may do something at all.
    #[must_use]
    pub fn may(&self, role: Role, right: Right) -> bool {
        self.anybody(right, |person| person.roles = vec![role])
    }

    /// The names of the roles and appointments that carry a right, of whoever has one and nothing else.
    #[must_use]
    pub fn who_may(&self, right: Right) -> Vec<Words> {
        let roles = Role::ALL.into_iter().filter(|role| self.may(*role, right)).map(Role::name);
        let appointed =
            |it: &Appointment| self.anybody(right, |person| person.appointment = Some(*it));
        let appointed = Appointment::ALL.into_iter().filter(appointed).map(Appointment::name);
        roles.chain(appointed).collect()
    }

    fn anybody(&self, right: Right, with: impl FnOnce(&mut Person)) -> bool {
        let Ok(force) = ForceId::parse("anywhere") else { return false };
        let mut person = Person::nobody(force.clone());
        with(&mut person);
        self.decide(&person, right, &Record::plain(right.on(), force), &Circumstances::usual())
            .allowed
    }

    /// The policies in force, in the order of their files.
    #[must_use]
    pub fn readable(&self) -> &[Readable] {
        &self.0.readable
    }

    /// What the policies say that a decision rests on.
    pub fn reasons(&self, decision: &Decision) -> impl Iterator<Item = &Readable> {
        let by: HashSet<&str> = decision.by.iter().map(|id| &**id).collect();
        self.0.readable.iter().filter(move |it| by.contains(&*it.id))
    }

    /// Whether a text of a force would do, beside what it has; what is wrong with it otherwise.
    pub fn check(&self, addition: &Addition) -> Result<Vec<Readable>, Vec<Fault>> {
        let read = read_addition(addition)?;
        let new: Vec<Readable> =
            read.iter().map(|it| readable(&addition.name, it, false)).collect();
        let there = self.0.set.policies().cloned().map(|it| ("policies".to_owned(), it));
        let others = there.filter(|(_, it)| new.iter().all(|new| *new.id != *id_text(it.id())));
        let all = others.chain(read.into_iter().map(|it| (addition.name.clone(), it)));
        compile::together(&self.0.schema, all.collect::<Vec<_>>())?;
        Ok(new)
    }
}

/// What decides where nothing could be decided.
const UNDECIDABLE: &str = "undecidable";

/// The policies of an addition, under ids that no other force and no national policy has.
fn read_addition(addition: &Addition) -> Result<Vec<Policy>, Vec<Fault>> {
    let place = &addition.name;
    let read = compile::read(place, &addition.text)?;
    let faults: Vec<Fault> =
        read.iter().filter_map(|policy| within_what_is_national(place, policy).err()).collect();
    if read.is_empty() {
        return Err(vec![Fault::new(place, "there is no policy in it")]);
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let own = |policy: Policy| {
        let id = format!("{}:{}", addition.force, id_text(policy.id()));
        policy.new_id(PolicyId::new(id))
    };
    Ok(read.into_iter().map(own).collect())
}

fn readable(place: &str, policy: &Policy, national: bool) -> Readable {
    let says = |key| Arc::from(policy.annotation(key).unwrap_or_default());
    Readable {
        id: id_text(policy.id()).into(),
        says: [says("en"), says("cy")],
        forbids: policy.effect() == cedar_policy::Effect::Forbid,
        place: place.into(),
        national,
        text: policy.to_string().into(),
    }
}

fn id_text(id: &PolicyId) -> &str {
    id.as_ref()
}
