//! Parameters of the AWS Systems Manager.

use serde::Deserialize;
use serde_json::json;

/// A page of parameters, as `GetParametersByPath` answers.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Page {
    parameters: Vec<Parameter>,
    next_token: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Parameter {
    name: String,
    value: String,
}

/// Fetches all pages below a path, and makes pairs of them: below `/cadence/production`,
/// the parameter `/cadence/production/mail/api_key` is the setting `mail.api_key`.
///
/// A `StringList` is separated by commas, as a list in a variable is.
///
/// # Errors
///
/// The first one of `page`, which is given the token of the page that it fetches.
pub fn pairs<E>(
    path: &str,
    mut page: impl FnMut(Option<&str>) -> Result<Page, E>,
) -> Result<Vec<(String, String)>, E> {
    let (mut pairs, mut next) = (Vec::new(), None);
    loop {
        let fetched = page(next.as_deref())?;
        pairs.extend(fetched.parameters.into_iter().map(|parameter| {
            let name = parameter.name.strip_prefix(path).unwrap_or(&parameter.name);
            (name.trim_matches('/').replace('/', "."), parameter.value)
        }));
        match fetched.next_token {
            Some(token) => next = Some(token),
            None => return Ok(pairs),
        }
    }
}

/// Fetches a page over HTTP, from an endpoint that signs requests or needs no signature, such
/// as a proxy or a local stack.
///
/// AWS itself wants each request signed: there, call `get_parameters_by_path` of
/// `aws-sdk-ssm` in place of this.
///
/// # Errors
///
/// If the endpoint cannot be reached, or answers anything but a page.
pub fn page(endpoint: &str, path: &str, next: Option<&str>) -> Result<Page, ureq::Error> {
    ureq::post(endpoint)
        .header("X-Amz-Target", "AmazonSSM.GetParametersByPath")
        .header("Content-Type", "application/x-amz-json-1.1")
        .send_json(json!({
            "Path": path,
            "Recursive": true,
            "WithDecryption": true,
            "NextToken": next,
        }))?
        .body_mut()
        .read_json()
}
