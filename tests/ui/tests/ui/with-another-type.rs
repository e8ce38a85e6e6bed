use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(with = "module")]
    level: u8,
}

mod module {
    pub fn deserialize<'de, D: serde::Deserializer<'de>>(input: D) -> Result<u16, D::Error> {
        serde::Deserialize::deserialize(input)
    }
}

fn main() {}
