use rehearsal::Config;

#[derive(Config, serde::Deserialize)]
#[serde(transparent)]
struct Port {
    number: u16,
}

#[derive(Config, serde::Deserialize)]
#[serde(from = "u16")]
struct From {
    number: u16,
}

#[derive(Config, serde::Deserialize)]
#[serde(try_from = "u16")]
struct TryFrom {
    number: u16,
}

impl std::convert::From<u16> for From {
    fn from(number: u16) -> Self {
        Self { number }
    }
}

impl std::convert::TryFrom<u16> for TryFrom {
    type Error = String;

    fn try_from(number: u16) -> Result<Self, String> {
        Ok(Self { number })
    }
}

fn main() {}
