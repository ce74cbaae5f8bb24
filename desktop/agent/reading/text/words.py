"""Ordinary words, by the part they play. A name is never guessed from one of these alone."""

from __future__ import annotations

#: Words that carry nothing: articles, pronouns, fillers, politeness. They are dropped from the edges of notes.
FILLERS = frozenset(
    """
    a an the um uh er erm hmm hm ah oh ok okay yeah yep yes well so like just basically literally please pls plz
    thanks thank you i im ive id ill me my mine we weve our ours us it its he she they them their this that
    these those there here then also too was were is are be been being am had have has having did do does doing
    done worked working work works spent spend spending put putting log logged logging book booked add added
    adding enter entered track tracked tracking record recorded recording need needed want wanted got get
    getting can could would should will went going go goes some kinda sorta kind sort only about around roughly
    maybe guess think really very much need let lets dear hi hello hey again still back stuff thing things bit
    bits total stick charge charged bill time hours hour mm mhm uhhuh today mostly mainly entirely another more
    extra plus and or but on for to at in into of with by from under against towards toward onto as per both all
    each every everything anything heads down head busy not logging sat chunks chunk two part parts quick day
    morning afternoon evening night recap missed one ones same gets over upto since daily like thx ty cheers which
    how what whats hows
    """.split()
)
PREPOSITIONS = frozenset("on for to at in into of with under against towards toward onto by doing".split())
DETERMINERS = frozenset("a an the my our their his her its this that these those your some".split())
#: Nouns that may follow a project's name without adding to it: "the TPS thing", "the Williams account".
TAILS = frozenset(
    """
    thing things stuff project projects account accounts work job jobs client engagement contract gig side bit
    part piece one ones task tasks time hours effort team people folks guys
    """.split()
)
#: Everyday words that are never taken for a misspelt name.
ORDINARY = FILLERS | frozenset(
    """
    able above access account across action actual after agenda agree alert align allow along already alter
    always analysis annual answer api app apps approve april area article asked asset audit august author auto
    backend backlog backup banner based basic batch been before begin behind below best beta better between blog
    board body book booked booking booth brand break brief bring browser bucket budget bugs build builds built
    bulk business button buying cache calendar call called calling calls campaign card cards care carry case
    cases catch catching center central change changed changes channel chart charts chasing chat check checked
    checking checkout checklist class clean cleaned cleaning cleanup clear click client clients close closed
    closing cloud coaching code codes coding coffee color column comment comments common company compare
    complete config connect contact contacts content contract control cookie copy core cost costs could couple
    course cover covering crash create created creating credit cross current custom customer cycle daily dash
    data database date dates dates deal debug debugging december decision deck default define delete delivery
    demo deploy deployed deploying deployment design designed designing desk detail details develop developer
    developing device dialog did dinner direct discuss discussed discussing discussion docs document
    documentation documents domain door double draft drafted drafting drafts drive drop during early easy edit
    edited editing edits eight either email emails empty energy engine enter entire entry error errors estimate
    etc evening event events every exact example expense explain export extra face fact fail failed fair fall
    family feature features february feedback feed field fields figma figure figures file files filter final
    finally finance find finish finished finishing first five fixed fixes fixing flag flow focus follow
    following folder font food footer forgot form format forms forward found four frame free friday friend from
    front full function future game gather general getting give given global goal good grant graph great green
    grid group growth guide half handle handling hands hard have header headline health heard hello help helped
    helping here hero high hiring history holiday home hook host hotfix house icon icons idea ideas image images
    import improve include inbox index info inner input inside install instead integration interview interviews
    internal into intro invite invoice issue issues items itself january join july june keep kept keyword kick
    kickoff kind know label labels land landing large last late later launch layer layout lead leads learn leave
    left legal less lesson letter level library light line lines link links list lists little live load loading
    local logic login logo logs long look looked looking lost lots lower lunch made mail main maintenance make
    making manage manager managing manual many map mapping march mark market marketing master match material
    matter maybe mean media meet meeting meetings member memo menu merge merged message messages middle might
    migrate migrating migration mind minor minutes missing mobile mock mockup mockups mode model module monday
    money month monthly more morning most mount move moved moving much music name names native near need needs
    network never news newsletter next night nine none normal north note notes nothing notice november number
    object october of off offer office often older once online only onto open opened opening option order orders
    other over overview owner pack page pages paid pair panel paper parking parse parser parsing part party pass
    password past patch path patient payment people perf person phase phone photo photos piece ping pipe pitch
    place plan planned planning plans platform play please plugin plus point points policy poll pool popup
    portal post posts power prep prepare prepared preparing prepping present presentation presented price
    pricing print prior problem problems process product production profile program project projects proposal
    prototype prove provide public publish pull push quality quarter quarterly query question questions queue
    quick quite quote raise range rate reach read reading ready real reason rebuild receive recent record
    recruit redesign redirect refactor refactored refactoring reference refresh register release releases remote
    remove removed rename renewal repair reply report reported reporting reports request requests research reset
    remainder resolve response rest retainer retro return review reviewed reviewing reviews rewrite rewriting rewrote
    right road roadmap role room round rounding route rule rules running safe sale sales same sample save scan
    schedule school scope screen screens script search second section secure security select sell send sending
    sent september series serve server servers service services session sessions setting settings setup seven
    several share shared sheet sheets ship shipped shipping shop short shortlist should show side sign signed
    simple since site sites six size sketch sketches sketching slide slides slow small smoke social solve some
    sorting sound source space speak special spec specs speed spend spent spike split sprint stack staff stage
    staging stand standup start started state status step steps still stock stop stopped store stories story
    strategy stream street strong structure study style styles styling sub submit such sunday supply support
    supporting survey sync system tab table tablet tables tag tags take taken talk talked talking target task
    tasks team teams tech template templates ten term test tested testing tests text than them theme then theory
    there thing think third this three through thursday ticket tickets tier times title today token told
    tomorrow tool tools top topic topics total touch tour track trade traffic train training transfer travel
    triage trip true trying tuesday turn tweak tweaked tweaking twice type under unit until update updated
    updates updating upgrade upgraded upgrading upload urgent user users using vacation value vendor vendors
    version very video view visit voice wait walk wall want warm watch water ways website wednesday week weekly
    weeks welcome well went were what when where which while white whole wide widget widgets will wind window
    wire wireframe wireframes wiring with without word words work worked worker workflow working workshop world
    would write writing written wrong wrote year yesterday your zero weekend weekends
    weekday weekdays fortnight christmas easter
    """.split()
)
#: Words of calendars and clocks: as the first word of a client's name they are no short name for it.
TIME_WORDS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun january
    february march april may june july august september october november december jan feb mar apr jun jul aug
    sept sep oct nov dec today yesterday tomorrow tonight morning afternoon evening night noon midnight day days
    week weeks month months year years hour hours minute minutes second seconds quarter half last next this
    first third fourth fifth daily weekly monthly all full whole spring summer autumn fall winter
    weekend weekends weekday weekdays fortnight christmas easter
    """.split()
)
#: What is done outside work, or beside it: no time entry comes of it unless a project says so.
SMALL_TALK = frozenset(
    """
    lunch breakfast dinner coffee coffees tea bagel sandwich nap gym dentist doctor haircut weather traffic
    commute commuting beer beers drinks weekend walk dog kids school birthday snack baby espresso espressos
    """.split()
)
#: A clause with one of these speaks of work that was not done.
#: A clause that tells what somebody means to do, has said before, or calls finished.
ASIDES = (
    "no work",
    "no hours",
    "no time",
    "going to work",
    "going to do",
    "planning to",
    "plan to",
    "as i said",
    "as i mentioned",
    "is done",
    "is finished",
    "might",
    "i may",
    "may do",
    "later on",
    "i will",
    "ill do",
    "ill work",
    "gonna",
    "hope to",
    "want to work",
    "need to work",
    "have to work",
    "supposed to",
    "need to finish",
    "have to finish",
    "we should",
    "i should",
)
#: These deny the work of "I" and "we"; of a thing they tell what was worked on ("the page won't load").
UNDONE_THINGS = frozenset({"wont", "wasnt", "werent", "hasnt", "couldnt", "wouldnt"})
UNDONE = (
    "didnt", "havent", "hasnt", "wasnt", "werent", "wont", "couldnt", "wouldnt", "never", "skipped", "skip", "instead",
    "nothing", "cancelled", "canceled", "hoping",
)  # fmt: skip
