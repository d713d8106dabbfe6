"""Which entity each mention of a document means. Begin at `linker`, whose `link` is the list of steps:

1. A `document` holds the units with their mentions, and what each is linked to so far; a `MentionInText` is a mention
   where it stands.
2. `places` links those first. A `toponym` has all places that one name can mean: who bears it (`bearers`), what it
   tells in any text (`toponym_facts`), and how its bearers weigh against one another (`shades`, `candidate`). With what
   stands beside it (`beside`: `chain`, `leaning`; `lies_in`, `streets_and_rivers`, `capitals`) it has a `meaning`,
   which is noted (`noted_places`) until the rest of the document decides (`likeliest`, `near`, `settled`). What no list
   has lies in a town of the document (`local`).
3. Organisations and persons are linked where an `entity_name` is sure, and noted where it is not (`noted_names`). Whose
   body or medium is meant tell `own_bodies` and `bodies`; other forms and misspellings find `groups` and `misspelt`,
   and who is known by a rank and a name `ranked`.
4. What is noted is decided by what the document says (`support`, `nicknames`).
5. `persons` links parts of names: nicknames beside names (`aliases`), relatives (`kin`), holders of an office
   (`office_holders`; `offices` tells which one stands beside a name), all by the words of `names`.
6. `initials` in brackets mean what stands before them.

`gazetteer` is what is known of places, `weights` is how much speaks for what, and `memo` keeps what follows from a name
alone.
"""
