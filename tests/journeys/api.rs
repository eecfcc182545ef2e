//! The same by program: a report sent, answered and followed through the API, and what its
//! description promises.

use crate::answers::{self, Answers};
use crate::caller::{Answer, Caller, Receipt};
use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use kernel::Language;
use reqwest::Method;
use serde_json::{Value, json};

const SUBMISSIONS: &str = "/api/v1/forces/humberside/services/bicycle-theft/submissions";

async fn start() -> anyhow::Result<(Server, Caller)> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let caller = Caller::new(&server)?;
    Ok((server, caller))
}

async fn send(caller: &Caller, key: &str, answers: &Answers) -> anyhow::Result<Answer> {
    let body = json!({ "answers": answers.0, "language": "en" });
    caller.post_json(SUBMISSIONS, &body, &[("idempotency-key", key)]).await
}

async fn follow(caller: &Caller, reference: &str, code: &str) -> anyhow::Result<Answer> {
    let path = format!("/api/v1/reports/{reference}");
    caller.send(caller.request(Method::GET, &path).bearer_auth(code)).await
}

/// The contact's page at the desk of the force.
async fn at_the_desk(caller: &Caller, reference: &str) -> anyhow::Result<String> {
    caller.settle().await?;
    let queue = caller.get("/desk/queue?show=all").await?;
    queue.sheet().link(reference).context("it is not in the queue")
}

#[tokio::test]
async fn a_report_is_sent_answered_and_followed_by_program() -> anyhow::Result<()> {
    let (_server, caller) = start().await?;
    let answers = answers::bicycle(Language::English);
    let sent = send(&caller, "api-1", &answers).await?;
    ensure!(sent.status == 201, "{}: {}", sent.status, sent.body);
    let receipt = Receipt::of_json(&sent.json()?)?;
    let again = send(&caller, "api-1", &answers).await?;
    ensure!((again.status, &again.body) == (201, &sent.body), "{}", again.body);
    let other = send(&caller, "api-1", &answers.clone().with("make", json!("Trek"))).await?;
    ensure!(other.status == 409, "{}", other.status);

    caller.sign_in("ada@humberside.example").await?;
    let contact = at_the_desk(&caller, &receipt.reference).await?;
    let page = caller.get(&contact).await?.sheet();
    for typed in answers.typed() {
        ensure!(page.says(&typed), "{typed:?} is not at the desk");
    }
    let mut fields = page.hidden("form[action$='/replies']");
    fields.push(("body".to_owned(), "We looked at the pictures.".to_owned()));
    let replied = caller.post(&format!("{contact}/replies"), &fields).await?;
    ensure!(replied.status == 303, "{}", replied.status);

    let spoken = receipt.reference.to_lowercase().replace('-', " ").replace(' ', "%20");
    let followed = follow(&caller, &spoken, &receipt.code).await?.json()?;
    ensure!(followed["reference"] == receipt.reference.as_str(), "{followed}");
    ensure!(followed["status"]["code"] == "we_wrote", "{followed}");
    let newest = &followed["timeline"][0];
    ensure!(newest["text"] == "We looked at the pictures.", "{followed}");
    Ok(())
}

#[tokio::test]
async fn the_same_answers_by_web_and_by_program_are_the_same_at_the_desk() -> anyhow::Result<()> {
    let (_server, caller) = start().await?;
    let answers = answers::bicycle(Language::English);
    let by_program = Receipt::of_json(&send(&caller, "api-2", &answers).await?.json()?)?;
    let (check, _met) = caller.write("/humberside/report/bicycle-theft", &answers).await?;
    let by_web = caller.send_report(&check).await?;
    caller.sign_in("ada@humberside.example").await?;
    let mut told = Vec::new();
    for receipt in [by_program, by_web] {
        let contact = at_the_desk(&caller, &receipt.reference).await?;
        let page = caller.get(&contact).await?.sheet();
        told.push(page.text("section[aria-labelledby=answers]").context("no answers")?);
    }
    ensure!(told[0] == told[1], "{told:#?}");
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_taken_is_said_in_problem_details() -> anyhow::Result<()> {
    let (_server, caller) = start().await?;
    let good = answers::bicycle(Language::English);
    let danger = good.clone().with("danger", json!("yes"));
    let emergency = send(&caller, "api-3", &danger).await?;
    ensure!(emergency.status == 200, "{}", emergency.status);
    ensure!(emergency.json()?["outcome"]["kind"] == "emergency", "{}", emergency.body);

    let unknown = send(&caller, "api-4", &good.clone().with("nosuch", json!("x"))).await?;
    let missing = send(&caller, "api-5", &good.clone().without("make")).await?;
    for (answer, pointer) in [(&unknown, "/answers/nosuch"), (&missing, "/answers/make")] {
        ensure!(answer.status == 422, "{}: {}", answer.status, answer.body);
        let errors = answer.json()?["errors"].clone();
        let pointers: Vec<_> = errors.as_array().into_iter().flatten().collect();
        ensure!(pointers.iter().any(|error| error["pointer"] == pointer), "{errors}");
    }
    let body = json!({ "answers": good.0 });
    let keyless = caller.post_json(SUBMISSIONS, &body, &[]).await?;
    ensure!(keyless.status == 400, "{}", keyless.status);
    let odd = json!({ "answers": good.0, "colour": "blue" });
    let odd = caller.post_json(SUBMISSIONS, &odd, &[("idempotency-key", "api-6")]).await?;
    ensure!([400, 422].contains(&odd.status), "{}", odd.status);

    let receipt = Receipt::of_json(&send(&caller, "api-7", &good).await?.json()?)?;
    let wrong = follow(&caller, &receipt.reference, "CCCC-CCCC-CCCC").await?;
    let never = follow(&caller, "HUM-2222-222K", &receipt.code).await?;
    ensure!((wrong.status, &wrong.body) == (404, &never.body), "{} {}", wrong.body, never.body);
    let silent = caller.get(&format!("/api/v1/reports/{}", receipt.reference)).await?;
    ensure!(silent.status == 401, "{}", silent.status);
    let nowhere = caller.get("/api/v1/nowhere").await?;
    ensure!(nowhere.status == 404, "{}", nowhere.status);
    for answer in [unknown, missing, keyless, odd, wrong, silent, nowhere] {
        let kind = answer.header("content-type");
        ensure!(kind == "application/problem+json", "{kind}: {}", answer.body);
        let problem = answer.json()?;
        for part in ["type", "title", "status", "detail"] {
            ensure!(!problem[part].is_null(), "{part}: {problem}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_description_names_what_is_there_and_nothing_else() -> anyhow::Result<()> {
    let (_server, caller) = start().await?;
    let described = caller.get("/api/openapi.json").await?.json()?;
    let paths = described["paths"].as_object().context("no paths")?;
    let promised = [
        "/api/v1/forces",
        "/api/v1/forces/{force}",
        "/api/v1/forces/{force}/services",
        "/api/v1/forces/{force}/services/{id}",
        "/api/v1/forces/{force}/services/{id}/submissions",
        "/api/v1/reports/{reference}",
    ];
    for path in promised {
        ensure!(paths.contains_key(path), "{path} is not described");
    }
    let named = |path: &str| {
        path.replace("{force}", "humberside")
            .replace("{id}", "bicycle-theft")
            .replace("{reference}", "HUM-2222-222K")
    };
    for (path, operations) in paths {
        let operations = operations.as_object().context("no operations")?;
        for method in ["get", "post", "put", "delete", "patch"] {
            let method_name: Method = method.to_uppercase().parse()?;
            let answer = caller.send(caller.request(method_name, &named(path))).await?;
            let there = answer.status != 405;
            ensure!(there == operations.contains_key(method), "{method} {path}: {}", answer.status);
            if let Some(operation) = operations.get(method) {
                let status = answer.status.to_string();
                let said = operation["responses"].as_object().context("no responses")?;
                ensure!(said.contains_key(&status), "{method} {path} gave {status}, not described");
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_program_learns_every_question_before_it_answers() -> anyhow::Result<()> {
    let (_server, caller) = start().await?;
    for list in ["/api/v1/forces", "/api/v1/forces/humberside/services"] {
        let items = caller.get(list).await?.json()?["items"].clone();
        let items = items.as_array().context("no items")?.clone();
        ensure!(!items.is_empty() && items.iter().all(has_id_and_name), "{list}: {items:?}");
    }
    let service = caller.get("/api/v1/forces/humberside/services/bicycle-theft").await?.json()?;
    let schema = &service["answers_schema"];
    let asked = schema["properties"].as_object().context("no properties")?;
    let answers = answers::bicycle(Language::English);
    for question in answers.0.as_object().into_iter().flatten().map(|(id, _)| id) {
        ensure!(asked.contains_key(question), "{question} is not in the schema");
    }
    ensure!(schema["additionalProperties"] == json!(false), "{schema}");
    Ok(())
}

fn has_id_and_name(item: &Value) -> bool {
    item["id"].is_string() && item["name"].is_string()
}
