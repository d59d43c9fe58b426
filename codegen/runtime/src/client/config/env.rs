//! Configuration from environment variables: those that Twilio's own libraries read, and those of an API key.

use crate::client::config::Config;
use crate::client::config::credentials::Credentials;
use crate::error::config_error::ConfigError;

const ACCOUNT_SID: &str = "TWILIO_ACCOUNT_SID";
const AUTH_TOKEN: &str = "TWILIO_AUTH_TOKEN";
const API_KEY: &str = "TWILIO_API_KEY";
const API_SECRET: &str = "TWILIO_API_SECRET";
const EDGE: &str = "TWILIO_EDGE";
const REGION: &str = "TWILIO_REGION";

impl Config {
    /// Reads `TWILIO_API_KEY` and `TWILIO_API_SECRET`, or else `TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN`; and if they are
    /// set, `TWILIO_EDGE` and `TWILIO_REGION`. An empty variable counts as not set.
    ///
    /// # Errors
    /// [`ConfigError::Missing`], with the names of the variables to set.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_variables(|name| std::env::var(name).ok())
    }

    /// Like [`from_env`](Self::from_env), with `variable` in place of the environment.
    ///
    /// # Errors
    /// [`ConfigError::Missing`], with the names of the variables to set.
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
        let credentials = match (variable(API_KEY), variable(API_SECRET)) {
            (Some(key), Some(secret)) => Credentials::api_key(key, secret),
            (Some(_), None) => return Err(ConfigError::Missing(vec![API_SECRET])),
            (None, Some(_)) => return Err(ConfigError::Missing(vec![API_KEY])),
            (None, None) => match (variable(ACCOUNT_SID), variable(AUTH_TOKEN)) {
                (Some(sid), Some(token)) => Credentials::auth_token(sid, token),
                (Some(_), None) => return Err(ConfigError::Missing(vec![AUTH_TOKEN])),
                (None, Some(_)) => return Err(ConfigError::Missing(vec![ACCOUNT_SID])),
                (None, None) => {
                    return Err(ConfigError::Missing(vec![ACCOUNT_SID, AUTH_TOKEN, API_KEY, API_SECRET]));
                }
            },
        };
        let mut config = Self::new(credentials);
        if let Some(edge) = variable(EDGE) {
            config = config.edge(edge);
        }
        if let Some(region) = variable(REGION) {
            config = config.region(region);
        }
        Ok(config)
    }
}

#[cfg(test)]
mod tests {
    use super::{Config, ConfigError};

    fn read(variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
        Config::from_variables(|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    const TOKEN: [(&str, &str); 2] = [("TWILIO_ACCOUNT_SID", "AC1"), ("TWILIO_AUTH_TOKEN", "hush")];
    const KEY: [(&str, &str); 2] = [("TWILIO_API_KEY", "SK1"), ("TWILIO_API_SECRET", "hush")];

    #[test]
    fn reads_either_pair_and_prefers_the_key() {
        assert_eq!(read(&TOKEN).unwrap().credentials.user(), "AC1");
        assert_eq!(read(&KEY).unwrap().credentials.user(), "SK1");
        assert_eq!(read(&[TOKEN, KEY].concat()).unwrap().credentials.user(), "SK1");
        let placed =
            read(&[&TOKEN[..], &[("TWILIO_EDGE", "dublin"), ("TWILIO_REGION", "")]].concat()).unwrap();
        assert_eq!((placed.edge.as_deref(), placed.region.as_deref()), (Some("dublin"), None));
    }

    #[test]
    fn names_what_is_missing() {
        let missing = |variables: &[_]| read(variables).unwrap_err().to_string();
        assert_eq!(missing(&TOKEN[..1]), "not set in the environment: TWILIO_AUTH_TOKEN");
        assert_eq!(missing(&TOKEN[1..]), "not set in the environment: TWILIO_ACCOUNT_SID");
        assert_eq!(missing(&KEY[..1]), "not set in the environment: TWILIO_API_SECRET");
        assert_eq!(missing(&KEY[1..]), "not set in the environment: TWILIO_API_KEY");
        assert_eq!(
            missing(&[("TWILIO_AUTH_TOKEN", "")]),
            "no credentials in the environment: set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or TWILIO_API_KEY \
             and TWILIO_API_SECRET"
        );
    }
}
