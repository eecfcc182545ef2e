//! The pairs that were judged wrongly, the surest first.
#![allow(clippy::print_stdout)]
use matching::People;
use std::collections::HashMap;
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::fs::read(std::env::args().nth(1).ok_or("a file")?)?;
    let kind = std::env::args().nth(2).unwrap_or_default();
    let people = People::read(&file)?;
    let model = people.learn();
    let pairs = people.pairs(&model, 0.000_000_1);
    let mut reader = csv::Reader::from_reader(file.as_slice());
    let mut rows = HashMap::new();
    for record in reader.records() {
        let r = record?;
        rows.insert(r[0].to_string(), r);
    }
    if kind == "miss" {
        let mut at = HashMap::new();
        for r in 0..people.len() as u32 {
            at.insert(String::from_utf8_lossy(people.id(r)).into_owned(), r);
        }
        let key = |a: u32, b: u32| (a.min(b), a.max(b));
        let set: std::collections::HashSet<_> = pairs.iter().map(|p| key(p.one, p.other)).collect();
        let head = csv::Reader::from_reader(file.as_slice()).headers()?.clone();
        let who = head.iter().position(|h| h == "person").unwrap();
        let mut groups: HashMap<String, Vec<&csv::StringRecord>> = HashMap::new();
        let mut ids: Vec<_> = rows.keys().cloned().collect();
        ids.sort();
        for id in &ids {
            let r = &rows[id];
            groups.entry(r[who].to_string()).or_default().push(r);
        }
        let (mut missed, mut all) = (0, 0);
        for g in groups.values() {
            for (i, a) in g.iter().enumerate() {
                for b in &g[i + 1..] {
                    all += 1;
                    if !set.contains(&key(at[&a[0]], at[&b[0]])) {
                        missed += 1;
                        if missed <= 25 {
                            println!(
                                "  {}\n  {}\n",
                                a.iter().collect::<Vec<_>>().join("|"),
                                b.iter().collect::<Vec<_>>().join("|")
                            );
                        }
                    }
                }
            }
        }
        println!("missed {missed} of {all}");
        return Ok(());
    }
    let mut count: HashMap<String, (usize, usize)> = HashMap::new();
    let mut shown = 0;
    for pair in &pairs {
        let id = |r| String::from_utf8_lossy(people.id(r)).into_owned();
        let (a, b) = (&rows[&id(pair.one)], &rows[&id(pair.other)]);
        let same = a[10] == b[10];
        let bucket = format!("{:4}", (pair.weight / 2.0).floor() * 2.0);
        let entry = count.entry(bucket).or_default();
        entry.0 += 1;
        entry.1 += usize::from(same);
        let show =
            if kind == "fp" { !same && pair.weight < 14.0 } else { same && pair.weight < 0.0 };
        if show {
            shown += 1;
            if shown % (if kind == "fp" { 600 } else { 150 }) == 1 && shown < 40000 {
                println!(
                    "{:.1}\n  {}\n  {}",
                    pair.weight,
                    a.iter().collect::<Vec<_>>().join("|"),
                    b.iter().collect::<Vec<_>>().join("|")
                );
            }
        }
    }
    let mut c: Vec<_> = count.into_iter().collect();
    c.sort_by_key(|x| x.0.trim().parse::<i32>().unwrap());
    for (k, (n, s)) in c {
        let mid = k.trim().parse::<f64>().unwrap() + 1.0;
        println!(
            "{k}: {n} pairs, true {:.4}, said {:.4}",
            s as f64 / n as f64,
            1.0 / (1.0 + (-mid).exp2())
        );
    }
    Ok(())
}
