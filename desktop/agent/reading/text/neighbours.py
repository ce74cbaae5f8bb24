"""English words and given names that a hasty writing of an everyday word happens to be: "form" is not "from".

They mean themselves and are never read as another word by `haste`. Found by holding all hasty writings of its words
and of `ORDINARY` against a dictionary of 160,000 words.
"""

from __future__ import annotations

from typing import Final

NEIGHBOURS: Final = frozenset(
    """
    abel abut actin acton adit algin alight alow annal annul anther aright baber bach backed banks bard barer
    beat bene beng bets bette bing blow booed booing bother boyd browse budge budges buys byng caching carts
    cary casing cental centra cerate cerated chace chanel chang chare chars chats cheer clam clan clint clod
    cocked cocks codding cods coed coeds coke cold colo colum compete cooke corse cots coupe covert crate crated
    crating crete cris crus curios curs curse dahs daly decide deice deign deigned deigning delver diner ding
    discus dong dorp dose eased easing eater emil erse ester ether evens feeze fiend fight filed filer fils
    finis finnish fled flies fond forge forgo forth frae fried froward fund gasp gater genera gest gide gird
    gong grandam grat greta haling handel handing hating heath heder heer herd holliday hols hones honesty
    hooping hopping horus hose hots ides instal insure investigate invitee issus joni juts lading lads lats lave
    leda lest lien liens mali mange manger mani manly mant maser mater mats matte meda mena menton mete meting
    mien mints minuet minuets mobil mondy mont moths mots muts naive nice norma noting oaky objet paly panned
    panning parent parer pares paring parkin pase patent pats pease pepped pepping peron phots pice pint pints
    planed planing pleas polo pots prase prat prats prefect preset ptah pubic puls quiet raisin rally rase
    rasing rater rathe reactor recoded recoding reda reest registre relace reminder renae renal repot resole
    restating rets rise rising romo rond rote scarp scraped scraping scree screes scrip serer serves sever
    severs shard shooing shool shot shred sides signe sing singed siple sipped sipping sits sopped sopping sped
    spilt sprig sprit srta stared staring stated stating stats steam sties stores strat stroy sturdy styes suer
    sumer sundas suppose sven tabes tacked tacker tacking taking tales tams tanks targe tavel tets thees thins
    though tiers tings tire toady topis traced tracer tracing tran transit trave trough tuning turing tying vale
    vice waned warp weer whoop whops widow winer wold woops wring
    """.split()
)
