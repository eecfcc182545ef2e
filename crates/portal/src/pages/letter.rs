//! What a person writes to us, as their form has it.

use counter::Form;
use kernel::MessageId;

/// The hidden field that names a message before it is written.
pub(super) const ID_FIELD: &str = "message";
/// The field that holds it.
pub(super) const BODY_FIELD: &str = "body";

/// A message on its way.
#[derive(Clone, Debug, Default)]
pub(super) struct Letter {
    /// The id that the page gave it; nothing when the page did not or somebody changed it.
    pub(super) id: Option<MessageId>,
    /// What was written.
    pub(super) body: String,
}

impl Letter {
    /// The letter in a form.
    pub(super) fn of(form: &Form) -> Self {
        Self {
            id: form.get(ID_FIELD).and_then(|id| id.parse().ok()),
            body: form.get(BODY_FIELD).unwrap_or_default().to_owned(),
        }
    }

    /// Whether nothing was written.
    pub(super) fn is_blank(&self) -> bool {
        self.body.trim().is_empty()
    }

    /// The id for the form's hidden field.
    pub(super) fn id_text(&self) -> String {
        self.id.map(|id| id.to_string()).unwrap_or_default()
    }
}
