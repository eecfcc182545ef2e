use super::{claims, holds, public_key, signed};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer, SigningKey};
use kernel::Instant;
use serde_json::{Value, json};

const AUDIENCE: &str = "http://localhost:8080/api/v1/token";
const ID: &str = "humberside.01990a5d-ac96-774b-bcce-b302099a8052";
/// 2026-11-27T09:00:00Z.
const NOW: i64 = 1_795_770_000;

fn encoded(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn jwk(key: &SigningKey) -> Value {
    let x = URL_SAFE_NO_PAD.encode(key.verifying_key().as_bytes());
    json!({ "kty": "OKP", "crv": "Ed25519", "x": x })
}

fn sign(key: &SigningKey, header: &Value, claims: &Value) -> String {
    let message = format!("{}.{}", encoded(header), encoded(claims));
    let signature = key.sign(message.as_bytes());
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
}

fn good() -> Value {
    json!({
        "iss": ID, "sub": ID, "aud": AUDIENCE, "exp": NOW + 300, "iat": NOW, "jti": "one-two-three",
    })
}

fn with(name: &str, value: Value) -> Value {
    let mut claims = good();
    claims[name] = value;
    claims
}

fn check(assertion: &str, jwk: &Value) -> bool {
    let now = Instant::new("2026-11-27T09:00:00Z".parse().unwrap());
    assert_eq!(now.timestamp().as_second(), NOW);
    claims(assertion).is_some_and(|said| {
        said.client().is_some() && holds(assertion, &said, (jwk, AUDIENCE), now)
    })
}

#[test]
fn an_assertion_holds_for_its_key_its_audience_and_five_minutes() {
    let (key, other) = (SigningKey::from_bytes(&[1; 32]), SigningKey::from_bytes(&[2; 32]));
    let eddsa = json!({ "alg": "EdDSA" });
    let ours = jwk(&key);
    assert!(check(&sign(&key, &eddsa, &good()), &ours));
    assert!(check(&sign(&key, &eddsa, &with("aud", json!(["x", AUDIENCE]))), &ours));
    assert!(!check(&sign(&other, &eddsa, &good()), &ours), "another key");
    for (name, value) in [
        ("sub", json!("humberside.01990a5d-ac96-774b-bcce-b302099a8053")),
        ("iss", json!("humberside")),
        ("aud", json!("http://localhost:8080")),
        ("aud", json!(["x"])),
        ("exp", json!(NOW)),
        ("exp", json!(NOW + 331)),
        ("exp", json!(i64::MAX)),
        ("exp", json!("soon")),
        ("nbf", json!(NOW + 31)),
        ("iat", json!(NOW + 31)),
        ("jti", json!("short")),
        ("jti", json!("x".repeat(201))),
        ("jti", Value::Null),
    ] {
        assert!(!check(&sign(&key, &eddsa, &with(name, value.clone())), &ours), "{name} {value}");
    }
}

#[test]
fn an_assertion_that_was_tampered_with_or_names_another_algorithm_does_not_hold() {
    let key = SigningKey::from_bytes(&[1; 32]);
    let ours = jwk(&key);
    for header in [
        json!({ "alg": "none" }),
        json!({ "alg": "HS256" }),
        json!({ "alg": "RS256" }),
        json!({ "alg": "ES256" }),
        json!({ "alg": "eddsa" }),
        json!({ "alg": "EdDSA", "crit": ["b64"] }),
        json!({}),
    ] {
        assert!(!check(&sign(&key, &header, &good()), &ours), "{header}");
    }
    // A key that the assertion brings is not looked at.
    let other = SigningKey::from_bytes(&[2; 32]);
    let brings = json!({ "alg": "EdDSA", "jwk": jwk(&other) });
    assert!(!check(&sign(&other, &brings, &good()), &ours));
    let assertion = sign(&key, &json!({ "alg": "EdDSA" }), &good());
    let (message, signature) = assertion.rsplit_once('.').unwrap();
    let header = message.split('.').next().unwrap();
    let changed = encoded(&with("jti", json!("one-two-four")));
    for bad in [
        format!("{message}."),
        message.to_owned(),
        format!("{assertion}.{signature}"),
        format!("{header}.{changed}.{signature}"),
        "a.b.c".to_owned(),
        String::new(),
    ] {
        assert!(!check(&bad, &ours), "{bad}");
    }
}

// The examples of RFC 7515, appendices A.2 and A.3.
const PAYLOAD: &str = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
const RS256: &str = "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
const MODULUS: &str = "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";
const ES256: &str =
    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

#[test]
fn rsa_and_elliptic_curves_are_verified_as_the_standard_has_them() {
    let rsa = json!({ "kty": "RSA", "n": MODULUS, "e": "AQAB" });
    let curve = json!({
        "kty": "EC", "crv": "P-256",
        "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    });
    let rs256 = format!("eyJhbGciOiJSUzI1NiJ9.{PAYLOAD}.{RS256}");
    let es256 = format!("eyJhbGciOiJFUzI1NiJ9.{PAYLOAD}.{ES256}");
    assert!(signed(&rs256, &rsa).is_some());
    assert!(signed(&es256, &curve).is_some());
    assert!(signed(&rs256, &curve).is_none());
    assert!(signed(&es256, &rsa).is_none());
    assert!(signed(&format!("{}A", rs256.trim_end_matches('w')), &rsa).is_none());
}

#[test]
fn a_key_that_is_weak_private_or_unknown_is_refused() {
    let x = URL_SAFE_NO_PAD.encode([9; 32]);
    let good = json!({ "kty": "OKP", "crv": "Ed25519", "x": x, "use": "sig" });
    assert!(public_key(&good).is_ok());
    for bad in [
        json!("key"),
        json!({ "kty": "oct", "k": x }),
        json!({ "kty": "OKP", "crv": "X25519", "x": x }),
        json!({ "kty": "OKP", "crv": "Ed25519", "x": x, "d": x }),
        json!({ "kty": "OKP", "crv": "Ed25519", "x": x, "use": "enc" }),
        json!({ "kty": "OKP", "crv": "Ed25519", "x": URL_SAFE_NO_PAD.encode([9; 31]) }),
        json!({ "kty": "RSA", "n": URL_SAFE_NO_PAD.encode([9; 128]), "e": "AQAB" }),
        json!({ "kty": "EC", "crv": "P-256", "x": x }),
    ] {
        assert!(public_key(&bad).is_err(), "{bad}");
    }
}
