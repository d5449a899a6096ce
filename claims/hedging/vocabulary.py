"""Who can hold an opinion, and the verbs that give somebody one."""

from __future__ import annotations

from claims.hedging.word import word_set

PARTICULAR_ONE = word_set(
    "official source diplomat aide adviser advisor insider officer envoy negotiator commander "
    "person witness eyewitness resident local villager worker employee staffer whistleblower "
    "informant participant delegate soldier survivor friend relative neighbour neighbor "
    "technician executive banker trader investigator lawmaker legislator deputy minister member "
    "colleague confidant associate bystander passer-by onlooker man woman driver shopkeeper "
    "veteran activist militant fighter rebel engineer lawyer doctor nurse teacher farmer ally "
    "politician senator agent operative contractor consultant manager backbencher mp councillor "
    "bureaucrat functionary policeman refugee dissident broker courier"
)
"""Somebody in particular, not named when it is 'a' or 'one'."""

PARTICULAR = word_set(
    "officials sources diplomats aides advisers advisors insiders officers envoys negotiators "
    "commanders persons witnesses eyewitnesses residents locals villagers workers employees "
    "staffers whistleblowers informants participants delegates soldiers survivors friends "
    "relatives neighbours neighbors technicians executives bankers traders investigators "
    "lawmakers legislators deputies ministers colleagues confidants associates "
    "bystanders onlookers activists militants fighters rebels engineers lawyers doctors nurses "
    "farmers allies politicians agents operatives contractors consultants managers mps "
    "backbenchers bureaucrats refugees dissidents brokers members men women"
)

ONLY_COUNTED = word_set("members men women")
"""Sources only when counted ('two men') or, for members, when it says of what."""

EXPERT_ONE = word_set(
    "expert analyst specialist economist historian scholar scientist researcher academic "
    "commentator strategist observer critic pundit sceptic skeptic geologist meteorologist "
    "forecaster watcher columnist pollster theorist"
)
EXPERTS = word_set(
    "experts analysts specialists economists historians scholars scientists researchers academics "
    "strategists geologists meteorologists forecasters watchers pollsters archaeologists "
    "physicists theorists demographers epidemiologists linguists biologists"
)
"""Weasels when generic ('experts say'), unnamed sources when some or theirs ('Danish experts')."""

GENERIC = word_set(
    "critics observers sceptics skeptics opponents supporters proponents detractors commentators "
    "pundits cynics people fans advocates defenders admirers optimists pessimists naysayers "
    "doubters campaigners loyalists sympathisers sympathizers backers columnists theologians "
    "believers rivals adherents apologists"
)
PEOPLE = word_set("people fans")
COUNTED = word_set("many most some others several few")
HEADS = PARTICULAR_ONE | PARTICULAR | EXPERT_ONE | EXPERTS | GENERIC
ONE = PARTICULAR_ONE | EXPERT_ONE

COUNTING = word_set("many most several few numerous countless various certain all more")
CROWD = word_set("many most numerous countless few")
POINTING = word_set("a an one another two three four five six unnamed anonymous some")
OWNED = word_set("the his her its their our my your this that these those")
TAIL_HEADS = word_set(
    "familiar close briefed involved acquainted aware privy knowledgeable present"
)
NATIONALITY_ENDINGS = (
    "ian",
    "ean",
    "ish",
    "ese",
    "can",
    "ani",
    "ern",
    "eli",
    "aqi",
    "ench",
    "utch",
)
NATIONALITIES = word_set("german greek thai arab saudi swiss czech afghan yemeni omani turkmen")
MISSIONS = word_set("election un eu osce oas ceasefire border truce")

NAMELESS = tuple(
    tuple(phrase.split())
    for phrase in (
        "on condition of anonymity",
        "on the condition of anonymity",
        "under condition of anonymity",
        "who asked not to be named",
        "who asked not to be identified",
        "who declined to be named",
        "who declined to be identified",
        "who did not want to be named",
        "asked not to be named",
        "asked not to be identified",
        "declined to be named",
        "declined to be identified",
        "refused to be named",
        "refused to be identified",
        "requested anonymity",
        "requesting anonymity",
        "speaking anonymously",
        "spoke anonymously",
        "not authorised to speak",
        "not authorized to speak",
        "wished to remain anonymous",
        "did not want to be named",
        "did not want to be identified",
        "insisted on anonymity",
        "off the record",
    )
)

MANNER = word_set(
    "also still now then often long already recently later even ever yet just only usually "
    "sometimes repeatedly immediately quickly privately publicly openly quietly here there too "
    "today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday"
)
CALENDAR = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december"
)

SAY = word_set(
    "say says said saying believe believes believed think thinks thought argue argues argued "
    "claim claims claimed suggest suggests suggested warn warns warned fear fears feared predict "
    "predicts predicted expect expects expected estimate estimates estimated note notes noted "
    "point points pointed describe describes described regard regards regarded consider considers "
    "considered interpret interprets interpreted doubt doubts doubted question questions "
    "questioned contend contends contended maintain maintains maintained insist insists insisted "
    "assert asserts asserted allege alleges alleged suspect suspects suspected agree agrees agreed "
    "caution cautions cautioned told tell tells added add adds reported report reports accuse "
    "accuses accused acknowledge acknowledges acknowledged admit admits admitted confirm confirms "
    "confirmed deny denies denied disagree disagrees disagreed dispute disputes disputed complain "
    "complains complained recall recalled recalls assume assumes assumed conclude concludes "
    "concluded wonder wonders wondered speculate speculates speculated criticise criticised "
    "criticises criticize criticized criticizes hail hailed explain explains explained remark "
    "remarked remarks stated declare declared declares revealed reveal reveals mutter mutters "
    "muttered whisper whispers whispered concede concedes conceded counter counters countered "
    "worry worries worried hope hopes hoped dismiss dismisses dismissed reject rejects rejected "
    "welcome welcomed attribute attributes attributed blame blames blamed trace traces liken "
    "likened likens compare compared deem deems deemed judged reckon reckons reckoned foresee "
    "foresees foresaw anticipate anticipates anticipated credit credited praise praised indicate "
    "indicates indicated testify testified mention mentioned quipped joked forecast forecasts "
    "advised advise advises urge urged urges object objected objects propose proposed theorise "
    "theorize theorised theorized posit posits posited exclude refute observed observe observes "
    "retort retorted portray portrayed portrays lament lamented swear swore swears vowed protested "
    "deride derided decry decried perceive perceives perceived dub dubbed depict depicts depicted"
)
SAY_THAT = word_set(
    "see sees saw view views viewed hold holds held feel feels felt call calls called charge "
    "charged know guess guessed hear heard found find detect detected read worry "
    "put puts"
)
"""Verbs with other meanings: they give an opinion before 'that', 'as' or what is judged."""

AMBIGUOUS = word_set(
    "claim report question doubt estimate note point hope fear worry forecast credit counter "
    "object trace claims reports questions doubts estimates notes points hopes fears worries "
    "forecasts counters objects traces remarks credits"
)
"""Nouns as well: after 'many' they are verbs only before 'that', an article or a pronoun."""

STATES_OF_MIND = word_set(
    "sceptical skeptical convinced unconvinced divided doubtful uneasy certain sure confident "
    "unsure worried afraid concerned adamant hopeful pessimistic optimistic wary puzzled baffled "
    "split alarmed dismayed"
)
ANSWERED = word_set(
    "said says added believe say explained warned argued noted insisted claimed recalled admitted "
    "remarked conceded predicted complained quipped concluded whispered muttered suggested "
    "observed joked"
)
"""Verbs that may stand in front of their speaker: '…,' said a senior official."""

OPINION_PARTICIPLES = word_set(
    "believed thought held considered regarded seen viewed accepted assumed acknowledged "
    "recognised recognized expected understood agreed supposed presumed suspected known reported "
    "rumoured rumored credited perceived deemed described said argued claimed reckoned feared "
    "hoped interpreted hailed tipped quoted dismissed condemned denounced ridiculed criticised "
    "criticized praised blamed"
)
