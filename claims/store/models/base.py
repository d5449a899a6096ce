"""What all models share: the metadata with its names, and the types of columns."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, DateTime, Enum, LargeBinary, MetaData
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The root of all models."""

    metadata = MetaData(naming_convention=NAMES)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, stored in UTC and given back with its time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Compressed(TypeDecorator[bytes]):
    """Bytes, stored compressed."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(
        self,
        value: bytes | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> bytes | None:
        return None if value is None else zlib.compress(value, 6)

    def process_result_value(
        self,
        value: bytes | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> bytes | None:
        return None if value is None else zlib.decompress(value)


def now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)


def closed(vocabulary: type[StrEnum], name: str) -> Enum:
    """Return a column type that takes the words of `vocabulary` and nothing else."""
    return Enum(
        vocabulary,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=max(len(word) for word in vocabulary),
        values_callable=lambda words: [word.value for word in words],
    )


def inside() -> CheckConstraint:
    """Return the check that a span is not empty and lies inside its document."""
    return CheckConstraint('start >= 0 AND start < "end" AND "end" <= length', name="inside")


def no_nul(*columns: str) -> tuple[Any, ...]:
    """Return a check per column that it holds no NUL; PostgreSQL refuses NUL by itself."""
    return tuple(
        CheckConstraint(f"instr({column}, char(0)) = 0", name=f"{column}_without_nul").ddl_if(
            dialect="sqlite"
        )
        for column in columns
    )
