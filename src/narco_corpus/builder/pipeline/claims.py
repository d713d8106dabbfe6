"""Which posts of a build the ids of a ledger mean, when the captures have changed since the ids were given."""

from __future__ import annotations

from collections.abc import Iterable

from narco_corpus.builder.merge.group import Group
from narco_corpus.builder.withdraw import Withdrawals
from narco_corpus.model.ids import split_comment_id


class Claims:
    """Notes of the ids that a ledger names which post may be meant: by any id that a capture of it could have had.

    A URL, a text and an id of the earlier release say for certain which one. Date and title do not, where posts share
    them: then all of them may be meant, unless one of them is for certain. What the earlier release holds is not what
    it states as withdrawn.
    """

    def __init__(self, withdrawn: Withdrawals) -> None:
        self._articles = frozenset(withdrawn.articles)
        self._wanted = self._articles | {split_comment_id(id)[0] for id in withdrawn.comments}
        self._decided = self._articles & set(withdrawn.before)
        self._posts: dict[str, dict[str, bool]] = {}
        """Id → the original posts that it may mean, and whether it is certain."""

    def note(self, group: Group, post: str) -> list[str]:
        """Note an article that has the text of this post; all ids that it could have, if a ledger names any id."""
        if not self._wanted:
            return []
        borne = {group.article_id, *group.alias_ids}
        certain = {*group.names, *(id for k in group.captures for id in k.text_identities())}
        certain |= {k.identity for k in group.captures if k.url}
        names = borne | certain | {id for k in group.captures for id in k.identities()}
        certain |= {id for k in group.captures for id in k.apart_identities()}
        wanted = (names | certain) & self._wanted
        if group.names:
            wanted -= self._decided - borne
        sure = bool(wanted & certain & self._articles)
        for id in wanted:
            posts = self._posts.setdefault(id, {})
            posts[post] = posts.get(post, False) or sure or id in certain
        return sorted(names)

    def posts(self, ids: Iterable[str]) -> list[str]:
        """The original posts that any of these ids means, sorted."""
        found: set[str] = set()
        for id in ids:
            posts = self._posts.get(id, {})
            found.update([post for post, certain in posts.items() if certain] or posts)
        return sorted(found)
