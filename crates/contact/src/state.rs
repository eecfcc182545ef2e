//! Where a matter stands, and what may follow.

/// Where a matter stands between the person and the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody has answered yet.
    Waiting,
    /// The desk answered last.
    Answered,
    /// The person wrote after our answer.
    WroteAgain,
}

impl State {
    /// As it is stored, and given to other systems.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Answered => "answered",
            Self::WroteAgain => "wrote_again",
        }
    }

    /// The state of a stored code; whatever is not known waits for a person.
    pub(crate) fn of_code(code: &str) -> Self {
        match code {
            "answered" => Self::Answered,
            "wrote_again" => Self::WroteAgain,
            _ => Self::Waiting,
        }
    }

    /// After the person wrote.
    pub(crate) const fn written_to(self) -> Self {
        match self {
            Self::Waiting => Self::Waiting,
            Self::Answered | Self::WroteAgain => Self::WroteAgain,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::State;

    #[test]
    fn a_person_who_adds_something_before_any_answer_still_waits() {
        assert_eq!(State::Waiting.written_to(), State::Waiting);
        assert_eq!(State::Answered.written_to(), State::WroteAgain);
        assert_eq!(State::WroteAgain.written_to(), State::WroteAgain);
    }

    #[test]
    fn every_state_survives_being_stored() {
        for state in [State::Waiting, State::Answered, State::WroteAgain] {
            assert_eq!(State::of_code(state.code()), state);
        }
    }
}
