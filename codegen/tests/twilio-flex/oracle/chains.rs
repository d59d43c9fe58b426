//! Random chains of setters through the public interface: what they build goes out as JSON, for the oracle to judge.
//!
//! What a chain does is a type, so that there is one closure for each kind of chain, and chance inside.

use serde_json::Value;
use twilio_flex::v1::flex_flow::integration_type::{External, Studio, Task};
use twilio_flex::v1::flex_flow::{
    ChannelType, CreateFlexFlow, CreateFlexFlowBuilder, RetryCount, UpdateFlexFlow, UpdateFlexFlowBuilder,
    create_flex_flow, update_flex_flow,
};
use twilio_flex::{Report, Uri};

use super::random::Random;
use crate::{CHAT_SERVICE, FLOW, STUDIO_FLOW, WORKFLOW, WORKSPACE};

const TEXTS: [&str; 4] = ["", "sms", "☎ é & = + %", "e\u{301}"];
const NUMBERS: [i64; 4] = [i64::MIN, -1, 0, i64::MAX];
const RETRIES: [RetryCount; 3] = [RetryCount::literal(0), RetryCount::literal(2), RetryCount::literal(3)];

fn url(random: &mut Random) -> Uri {
    random.pick(&["https://example.com/", "urn:x:y", "https://h/?a=%C3%A9&b#c"]).parse().unwrap()
}

/// Calls some of the setters, each or not, once or more.
macro_rules! sometimes {
    ($random:ident, $builder:expr, $($setter:ident($value:expr)),+ $(,)?) => {{
        let mut builder = $builder;
        $(while $random.chance(40) {
            builder = builder.$setter($value);
        })+
        builder
    }};
}

/// Calls a setter that changes the type of the builder, or does not, and goes on.
macro_rules! perhaps {
    ($random:ident, $start:expr, $setter:ident($value:expr), |$builder:ident| $rest:expr) => {{
        let $builder = $start;
        if $random.chance(40) {
            let $builder = $builder.$setter($value);
            $rest
        } else {
            $rest
        }
    }};
}

type Update<S> = UpdateFlexFlowBuilder<S>;
type Create<S> = CreateFlexFlowBuilder<S>;

fn about_update<S: update_flex_flow::state::State>(builder: Update<S>, random: &mut Random) -> Update<S> {
    sometimes!(
        random,
        builder,
        friendly_name(*random.pick(&TEXTS)),
        chat_service_sid(CHAT_SERVICE),
        channel_type(*random.pick(&ChannelType::ALL)),
        contact_identity(*random.pick(&TEXTS)),
        enabled(random.chance(50)),
        integration_creation_on_message(random.chance(50)),
        long_lived(random.chance(50)),
        janitor_enabled(random.chance(50)),
    )
}

fn about_create<S: create_flex_flow::state::State>(builder: Create<S>, random: &mut Random) -> Create<S> {
    sometimes!(
        random,
        builder,
        contact_identity(*random.pick(&TEXTS)),
        enabled(random.chance(50)),
        integration_creation_on_message(random.chance(50)),
        long_lived(random.chance(50)),
        janitor_enabled(random.chance(50)),
    )
}

fn start_update(random: &mut Random) -> Update<update_flex_flow::state::Fields> {
    about_update(UpdateFlexFlow::builder(FLOW), random)
}

fn start_create(random: &mut Random) -> Create<create_flex_flow::state::Fields> {
    about_create(CreateFlexFlow::builder(), random)
}

type Named<S> = <S as create_flex_flow::state::State>::SetFriendlyName;
type Served<S> = <Named<S> as create_flex_flow::state::State>::SetChatServiceSid;
type Complete<S> = <Served<S> as create_flex_flow::state::State>::SetChannelType;

/// What every creation needs.
fn required<S>(builder: Create<S>, random: &mut Random) -> Create<Complete<S>>
where
    S: create_flex_flow::state::State,
    S::FriendlyName: create_flex_flow::rules::FriendlyNameOnce,
    <Named<S> as create_flex_flow::state::State>::ChatServiceSid: create_flex_flow::rules::ChatServiceSidOnce,
    <Served<S> as create_flex_flow::state::State>::ChannelType: create_flex_flow::rules::ChannelTypeOnce,
{
    let builder = builder.friendly_name(*random.pick(&TEXTS)).chat_service_sid(CHAT_SERVICE);
    builder.channel_type(*random.pick(&ChannelType::ALL))
}

/// The chains that end in `build`, and those that do not, for a start that may be any builder.
macro_rules! chains {
    ($Request:ty, $about:ident, $start:expr, $rest:expr, $without_type:expr) => {{
        let built: [fn(&mut Random) -> $Request; 7] = [
            $without_type,
            |random| $rest($start(random), random).build(),
            |random| {
                let builder = $start(random).integration_type(Studio);
                perhaps!(random, builder, integration_retry_count(*random.pick(&RETRIES)), |builder| {
                    $rest($about(builder.integration_flow_sid(STUDIO_FLOW), random), random).build()
                })
            },
            |random| {
                let builder = $rest($start(random), random).integration_type(External);
                let builder = $about(builder.integration_url(url(random)), random);
                perhaps!(random, builder, integration_retry_count(*random.pick(&RETRIES)), |builder| builder
                    .build())
            },
            |random| {
                let builder = $start(random).integration_type(Task).integration_channel(*random.pick(&TEXTS));
                perhaps!(random, builder, integration_timeout(*random.pick(&NUMBERS)), |builder| {
                    let builder =
                        builder.integration_workflow_sid(WORKFLOW).integration_workspace_sid(WORKSPACE);
                    $rest($about(builder, random), random).build()
                })
            },
            |random| {
                let builder = $rest($start(random).integration_type(Task), random);
                let builder = builder.integration_workspace_sid(WORKSPACE).integration_workflow_sid(WORKFLOW);
                let builder = builder.integration_channel(*random.pick(&TEXTS));
                perhaps!(random, builder, integration_priority(*random.pick(&NUMBERS)), |builder| {
                    perhaps!(random, builder, integration_timeout(*random.pick(&NUMBERS)), |builder| {
                        $about(builder, random).build()
                    })
                })
            },
            |random| {
                $about($rest($start(random), random).integration_type(Studio), random)
                    .integration_flow_sid(STUDIO_FLOW)
                    .build()
            },
        ];
        let unchecked: [fn(&mut Random) -> $Request; 5] = [
            |random| $start(random).build_unchecked(),
            |random| $start(random).integration_type(Studio).build_unchecked(),
            |random| {
                let builder = $start(random).integration_type(External);
                perhaps!(random, builder, integration_retry_count(*random.pick(&RETRIES)), |builder| {
                    builder.build_unchecked()
                })
            },
            |random| {
                let builder = $rest($start(random).integration_type(Task), random);
                $about(builder.integration_channel("sms"), random).build_unchecked()
            },
            |random| {
                let builder = $start(random).integration_type(Task).integration_workspace_sid(WORKSPACE);
                perhaps!(random, builder, integration_timeout(*random.pick(&NUMBERS)), |builder| {
                    builder.build_unchecked()
                })
            },
        ];
        (built, unchecked)
    }};
}

type Chains<R> = ([fn(&mut Random) -> R; 7], [fn(&mut Random) -> R; 5]);

fn updates() -> Chains<UpdateFlexFlow> {
    chains!(UpdateFlexFlow, about_update, start_update, about_update, |random| {
        let builder = start_update(random).integration_timeout(*random.pick(&NUMBERS));
        let builder = builder.integration_flow_sid(STUDIO_FLOW).integration_channel(*random.pick(&TEXTS));
        perhaps!(random, builder, integration_retry_count(*random.pick(&RETRIES)), |builder| {
            about_update(builder.integration_url(url(random)), random).build()
        })
    })
}

/// Updates that clear something.
fn clearing(random: &mut Random) -> UpdateFlexFlow {
    let start = start_update(random);
    match random.below(4) {
        0 => start.integration_type(Studio).clear_integration_url().integration_flow_sid(STUDIO_FLOW).build(),
        1 => {
            let builder = start.clear_integration_workspace_sid().clear_integration_workflow_sid();
            let builder = builder.integration_type(External).integration_url(url(random));
            perhaps!(random, builder, integration_retry_count(*random.pick(&RETRIES)), |builder| {
                about_update(builder.clear_integration_flow_sid(), random).build()
            })
        }
        2 => {
            let builder = start.integration_type(Task).clear_integration_flow_sid().clear_integration_url();
            let builder = builder.integration_workspace_sid(WORKSPACE).integration_workflow_sid(WORKFLOW);
            about_update(builder.integration_channel(*random.pick(&TEXTS)), random).build()
        }
        _ => start.clear_integration_url().clear_integration_workflow_sid().integration_timeout(1).build(),
    }
}

fn creations() -> Chains<CreateFlexFlow> {
    chains!(CreateFlexFlow, about_create, start_create, required, |random| {
        let builder = start_create(random).integration_timeout_despite_advice(*random.pick(&NUMBERS));
        let builder = builder.integration_flow_sid_despite_advice(STUDIO_FLOW);
        perhaps!(random, builder, integration_retry_count_despite_advice(*random.pick(&RETRIES)), |builder| {
            required(builder.integration_url_despite_advice(url(random)), random).build()
        })
    })
}

/// An update and a creation that the compiler lets through, each with whether all of its calls heed advice.
pub(super) fn built(random: &mut Random) -> [(Value, bool); 2] {
    let ((update, _), (create, _)) = (updates(), creations());
    let update = if random.chance(20) { clearing(random) } else { random.pick(&update)(random) };
    let create = random.pick(&create)(random);
    let heeds_advice = create.integration_type().is_some() || create.integration_flow_sid().is_none();
    [(serde_json::to_value(update).unwrap(), true), (serde_json::to_value(create).unwrap(), heeds_advice)]
}

/// An update and a creation that nobody has checked, each with its report.
pub(super) fn unchecked(random: &mut Random) -> [(Value, Report); 2] {
    let ((_, update), (_, create)) = (updates(), creations());
    let (update, create) = (random.pick(&update)(random), random.pick(&create)(random));
    [
        (serde_json::to_value(&update).unwrap(), update.check()),
        (serde_json::to_value(&create).unwrap(), create.check()),
    ]
}
