//! Facts in the words of the engine.

use crate::{Circumstances, Kind, Person, Record, Right};
use cedar_policy::{
    Context, Entities, Entity, EntityId, EntityTypeName, EntityUid, Request, RestrictedExpression,
    Schema,
};
use std::collections::{HashMap, HashSet};
use std::str::FromStr;

/// Names that every question uses, read once.
#[derive(Debug)]
pub(crate) struct Names {
    staff: EntityTypeName,
    force: EntityTypeName,
    role: EntityTypeName,
    unit: EntityTypeName,
    operation: EntityTypeName,
    kinds: HashMap<Kind, EntityUid>,
    /// Each right with the groups that it belongs to, without which no rule about a group would hold.
    rights: HashMap<Right, Entity>,
    /// What each right can be used on at all, as the schema says it.
    fitting: HashSet<(Right, Kind)>,
}

type Made<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

impl Names {
    pub(crate) fn new(schema: &Schema) -> Made<Self> {
        let name = |text: &str| EntityTypeName::from_str(text).map_err(Box::new);
        let actions = schema.action_entities()?;
        let (action, mut kinds, mut rights) = (name("Action")?, HashMap::new(), HashMap::new());
        for kind in Kind::ALL {
            // Which one it is does not matter to a policy: what it has to do with whoever asks does.
            kinds.insert(kind, uid(&name(kind.code())?, "this"));
        }
        for right in Right::ALL {
            let id = uid(&action, right.code());
            let groups = actions.ancestors(&id).ok_or("a right that the schema does not know")?;
            let groups: HashSet<EntityUid> = groups.cloned().collect();
            rights.insert(right, Entity::new(id, HashMap::new(), groups)?);
        }
        let staff = name("Staff")?;
        let mut fitting = HashSet::new();
        for (right, kind) in
            Right::ALL.iter().flat_map(|right| Kind::ALL.map(|kind| (*right, kind)))
        {
            let (Some(action), Some(what)) = (rights.get(&right), kinds.get(&kind)) else {
                continue;
            };
            let (asks, action) = (uid(&staff, "anybody"), action.uid());
            let context = context(&Circumstances::usual())?;
            if Request::new(asks, action, what.clone(), context, Some(schema)).is_ok() {
                fitting.insert((right, kind));
            }
        }
        Ok(Self {
            staff,
            force: name("Force")?,
            role: name("Role")?,
            unit: name("Unit")?,
            operation: name("Operation")?,
            kinds,
            rights,
            fitting,
        })
    }

    /// Whether a right can be used on a kind of thing at all. The engine does not ask.
    pub(crate) fn fit(&self, right: Right, kind: Kind) -> bool {
        self.fitting.contains(&(right, kind))
    }

    /// The question, and what is known of who asks and what about.
    pub(crate) fn question(
        &self,
        person: &Person,
        right: Right,
        record: &Record,
        circumstances: &Circumstances,
    ) -> Made<(Request, Entities)> {
        let asks = uid(&self.staff, &person.account.to_string());
        let what = self.kinds.get(&record.kind).cloned().ok_or("a kind without a name")?;
        let action = self.rights.get(&right).cloned().ok_or("a right without a name")?;
        let (person, record) =
            (self.person(asks.clone(), person)?, self.record(what.clone(), record)?);
        let context = context(circumstances)?;
        let request = Request::new(asks, action.uid(), what, context, None)?;
        Ok((request, Entities::from_entities([person, record, action], None)?))
    }

    fn person(&self, id: EntityUid, person: &Person) -> Made<Entity> {
        let roles = person.roles.iter().map(|role| role.code());
        let roles = roles.chain(person.appointment.map(crate::Appointment::code));
        let parents = roles.map(|code| uid(&self.role, code));
        let parents = parents.chain(person.units.iter().map(|unit| uid(&self.unit, unit)));
        let operations = person.operations.iter().map(|it| uid(&self.operation, it));
        let parents: HashSet<EntityUid> = parents.chain(operations).collect();
        let facts = [
            ("force", self.of_force(person.force.as_str())),
            ("rank", RestrictedExpression::new_long(person.rank.number())),
            ("vetting", RestrictedExpression::new_long(person.vetting.number())),
            ("assurance", RestrictedExpression::new_long(person.assurance.number())),
        ];
        Ok(Entity::new(id, named(facts), parents)?)
    }

    fn record(&self, id: EntityUid, record: &Record) -> Made<Entity> {
        let truth = RestrictedExpression::new_bool;
        let mut facts = named([
            ("force", self.of_force(record.force.as_str())),
            ("marking", RestrictedExpression::new_long(record.marking.number())),
            ("restricted", truth(record.restricted)),
            ("listed", truth(record.listed)),
            ("own", truth(record.own)),
            ("family", truth(record.family)),
            ("conflict", truth(record.conflict)),
            ("shared", truth(record.shared)),
        ]);
        if let Some(operation) = &record.operation {
            let operation = RestrictedExpression::new_entity_uid(uid(&self.operation, operation));
            facts.insert("operation".to_owned(), operation);
        }
        Ok(Entity::new(id, facts, HashSet::new())?)
    }

    fn of_force(&self, id: &str) -> RestrictedExpression {
        RestrictedExpression::new_entity_uid(uid(&self.force, id))
    }
}

fn context(circumstances: &Circumstances) -> Made<Context> {
    let purpose = circumstances.purpose.map_or("", |purpose| purpose.code());
    let pairs = [
        ("purpose", RestrictedExpression::new_string(purpose.to_owned())),
        ("proven", RestrictedExpression::new_long(circumstances.proven)),
        ("managed", RestrictedExpression::new_bool(circumstances.managed)),
        ("glass", RestrictedExpression::new_bool(circumstances.glass)),
    ];
    Ok(Context::from_pairs(pairs.map(|(name, value)| (name.to_owned(), value)))?)
}

fn named<const N: usize>(
    facts: [(&'static str, RestrictedExpression); N],
) -> HashMap<String, RestrictedExpression> {
    facts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn uid(name: &EntityTypeName, id: &str) -> EntityUid {
    EntityUid::from_type_name_and_id(name.clone(), EntityId::new(id))
}
