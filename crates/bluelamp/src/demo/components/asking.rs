//! What asks somebody something.

use super::{Reader, Specimen};
use counter::components::{
    Affix, Button, CharacterCount, Checkboxes, Choice, DateInput, ErrorMessage, Fieldset,
    FileUpload, Hint, Input, Label, Markup, PasswordInput, Radios, Select, SelectOption, Textarea,
};

pub(super) fn all(reader: Reader) -> Vec<Specimen> {
    let mut all = fields(reader);
    all.extend(choices(reader));
    all.extend(pieces(reader));
    all
}

fn fields(reader: Reader) -> Vec<Specimen> {
    let Reader { language } = reader;
    let say = |en, cy| reader.say(en, cy);
    vec![
        reader.specimen(
            "Text input",
            "Mewnbwn testun",
            Input::new("colour", say("What colour is the bike?", "Pa liw yw'r beic?"))
                .hint(say("For example, turquoise", "Er enghraifft, gwyrddlas"))
                .error(language, say("Enter the colour of the bike", "Rhowch liw y beic"))
                .width(20),
        ),
        reader.specimen(
            "Text input with a prefix",
            "Mewnbwn testun gyda rhagddodiad",
            Input::new("worth", say("What is it worth?", "Beth yw ei werth?"))
                .prefix(Affix::new("£"))
                .digits()
                .width(5),
        ),
        reader.specimen(
            "Textarea",
            "Blwch testun",
            Textarea::new("happened", say("What happened?", "Beth ddigwyddodd?")),
        ),
        reader.specimen(
            "Character count",
            "Cyfrif nodau",
            CharacterCount::new(language, "more", say("Tell us more", "Dywedwch fwy wrthym"), 200),
        ),
        reader.specimen(
            "Date input",
            "Mewnbwn dyddiad",
            DateInput::new(
                language,
                "stolen",
                say("When was it stolen?", "Pryd y cafodd ei ddwyn?"),
            )
            .hint(say("For example, 27 3 2026", "Er enghraifft, 27 3 2026"))
            .values(["27", "3", "2026"]),
        ),
        reader.specimen(
            "Password input",
            "Mewnbwn cyfrinair",
            PasswordInput::new(language, "password", say("Password", "Cyfrinair")),
        ),
        reader.specimen(
            "File upload",
            "Lanlwytho ffeil",
            FileUpload::new(language, "photo", say("Add a photo", "Ychwanegu llun"))
                .accept("image/*")
                .multiple()
                .enhanced(),
        ),
    ]
}

fn choices(reader: Reader) -> Vec<Specimen> {
    let say = |en, cy| reader.say(en, cy);
    let unsure = || Choice::new("unsure", say("I'm not sure", "Nid wyf yn siŵr"));
    let email = Input::new("email", say("Email address", "Cyfeiriad e-bost")).email();
    vec![
        reader.specimen(
            "Radios",
            "Botymau radio",
            Radios::new(
                "safe",
                say("Is it safe to email you?", "A yw'n ddiogel anfon e-bost atoch?"),
            )
            .choice(Choice::new("yes", say("Yes", "Ydy")).reveal(email))
            .choice(Choice::new("no", say("No", "Nac ydy")))
            .divider(say("or", "neu"))
            .choice(unsure())
            .chosen(Some("yes")),
        ),
        reader.specimen(
            "Checkboxes",
            "Blychau ticio",
            Checkboxes::new(
                "marks",
                say("How is the bike marked?", "Sut mae'r beic wedi'i farcio?"),
            )
            .choice(Choice::new("frame", say("A number on the frame", "Rhif ar y ffrâm")))
            .choice(Choice::new("postcode", say("A postcode", "Cod post")))
            .divider(say("or", "neu"))
            .choice(unsure().exclusive())
            .chosen(["frame"]),
        ),
        reader.specimen(
            "Select",
            "Rhestr ddewis",
            Select::new("sort", say("Sort by", "Trefnu yn ôl"))
                .option(SelectOption::new("new", say("Newest first", "Diweddaraf yn gyntaf")))
                .option(SelectOption::new("old", say("Oldest first", "Hynaf yn gyntaf"))),
        ),
        reader.specimen(
            "Fieldset",
            "Grŵp o feysydd",
            Fieldset::new(say("What is your address?", "Beth yw eich cyfeiriad?")).content(
                Markup::join([
                    Input::new("street", say("Street", "Stryd")).into(),
                    Input::new("town", say("Town", "Tref")).into(),
                ]),
            ),
        ),
    ]
}

fn pieces(reader: Reader) -> Vec<Specimen> {
    let Reader { language } = reader;
    let say = |en, cy| reader.say(en, cy);
    let field = Input::new("reference", say("Reference", "Cyfeirnod")).width(10);
    vec![
        reader.specimen(
            "Label",
            "Label",
            Markup::join([
                Label::new(say("A label of its own", "Label ar ei ben ei hun"))
                    .for_field("reference")
                    .into(),
                field.into(),
            ]),
        ),
        reader.specimen(
            "Hint",
            "Awgrym",
            Hint::new(say("It is on your letter", "Mae ar eich llythyr")),
        ),
        reader.specimen(
            "Error message",
            "Neges gwall",
            ErrorMessage::new(language, say("Enter a reference", "Rhowch gyfeirnod")),
        ),
        reader.specimen(
            "Button",
            "Botwm",
            Markup::join([
                Button::new(say("Continue", "Parhau")).kind("button").into(),
                Button::new(say("Save", "Cadw")).kind("button").secondary().into(),
                Button::new(say("Delete", "Dileu")).kind("button").warning().into(),
                Button::start("#main-content", say("Start now", "Dechrau nawr")).into(),
            ]),
        ),
    ]
}
