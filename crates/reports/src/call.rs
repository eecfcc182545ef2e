//! Reports that somebody at the desk writes down for a caller.

use crate::canonical;
use crate::drafts::Draft;
use crate::intake::Intake;
use crate::receipt::Receipt;
use crate::submit::{NewReport, Via};
use kernel::{AccountId, Problem};
use serde_json::Value;
use services::{Answers, Gap, Service, WhyOpen};
use station::Scope;
use station::secrets::sha256;

/// What a report that was told on the telephone has beside its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Who took it.
    pub by: AccountId,
    /// What the caller said, as it was written down.
    pub words: String,
    /// The questions that stay open.
    pub gaps: Vec<Gap>,
}

impl Call {
    /// The open questions as they are stored.
    pub(crate) fn gaps_json(&self) -> Value {
        let gap = |gap: &Gap| (gap.name.clone(), Value::from(gap.why.code()));
        Value::Object(self.gaps.iter().map(gap).collect())
    }

    /// A call as it was stored.
    pub(crate) fn of_stored(by: AccountId, words: Option<String>, gaps: Option<&Value>) -> Self {
        let gaps = gaps.and_then(Value::as_object).into_iter().flatten();
        let gap = |(name, why): (&String, &Value)| {
            // A reason that a later release gave is at least a question that stays open.
            let why = why.as_str().and_then(WhyOpen::of_code).unwrap_or(WhyOpen::NotAsked);
            Gap { name: name.clone(), why }
        };
        Self { by, words: words.unwrap_or_default(), gaps: gaps.map(gap).collect() }
    }

    /// What the key of a call is bound to beside its answers.
    pub(crate) fn bind(&self, answers_hash: [u8; 32]) -> [u8; 32] {
        let gaps = self.gaps_json().to_string();
        sha256(&[answers_hash.as_slice(), self.words.as_bytes(), gaps.as_bytes()].concat())
    }
}

impl Intake {
    /// Takes what a caller told, in the name of whoever wrote it down: their scope. It goes the way of
    /// every report, and is durable when this returns well. Its answers need not be whole: what is
    /// missing stands in the call.
    ///
    /// The same draft taken again gives the receipt of the report that is there, however much later;
    /// with other answers, `Conflict`.
    pub async fn take(
        &self,
        scope: &Scope,
        service: &Service,
        (draft, answers): (&Draft, &Answers),
        call: &Call,
    ) -> Result<Receipt, Problem> {
        let key = draft.idempotency_key()?;
        let language = draft.language;
        let bound = call.bind(canonical::hash(language, &canonical::text(answers)?));
        if let Some(earlier) = self.earlier(scope, service, (&key, &bound)).await? {
            return Ok(earlier);
        }
        let new = NewReport { service, answers, language, via: Via::Phone, key: &key };
        self.post(scope, (&new, Vec::new()), Some(call), |_| Ok(None)).await
    }
}
