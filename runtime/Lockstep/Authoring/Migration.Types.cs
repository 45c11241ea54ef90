using System.Runtime.CompilerServices;
using Lockstep.Model.Operations;

namespace Lockstep;

/// <content>PostgreSQL's types by name, so that a migration reads <c>AddColumn("email", Text)</c>.</content>
public abstract partial class Migration
{
    /// <summary>Two bytes, −32768 to 32767.</summary>
    protected static ColumnType SmallInt => Named();

    /// <summary>Four bytes, to 2147483647. A key that counts rows outgrows it; prefer <see cref="BigInt"/> there.</summary>
    protected static ColumnType Integer => Named();

    /// <summary>Eight bytes.</summary>
    protected static ColumnType BigInt => Named();

    /// <summary>Four-byte floating point.</summary>
    protected static ColumnType Real => Named();

    /// <summary>Eight-byte floating point.</summary>
    protected static ColumnType DoublePrecision => Named();

    /// <summary>Text of any length.</summary>
    protected static ColumnType Text => Named();

    /// <summary>Bytes of any length.</summary>
    protected static ColumnType Bytea => Named();

    /// <summary>True or false.</summary>
    protected static ColumnType Boolean => Named();

    /// <summary>A day.</summary>
    protected static ColumnType Date => Named();

    /// <summary>A time of day without a zone.</summary>
    protected static ColumnType Time => Named();

    /// <summary>Date and time without a zone. For a moment in time use <see cref="TimestampTz"/>.</summary>
    protected static ColumnType Timestamp => Named();

    /// <summary>A moment in time, microseconds.</summary>
    protected static ColumnType TimestampTz => Named();

    /// <summary>A span of time.</summary>
    protected static ColumnType Interval => Named();

    /// <summary>A UUID, 16 bytes.</summary>
    protected static ColumnType Uuid => Named();

    /// <summary>JSON kept as text.</summary>
    protected static ColumnType Json => Named();

    /// <summary>JSON kept parsed; can be indexed.</summary>
    protected static ColumnType Jsonb => Named();

    /// <summary>An IPv4 or IPv6 address, with or without its network.</summary>
    protected static ColumnType Inet => Named();

    /// <summary>An IPv4 or IPv6 network.</summary>
    protected static ColumnType Cidr => Named();

    /// <summary>A MAC address.</summary>
    protected static ColumnType MacAddr => Named();

    /// <summary>A document prepared for text search.</summary>
    protected static ColumnType TsVector => Named();

    /// <summary>An amount in the currency that the server's locale says. Prefer <see cref="Numeric(int, int)"/>.</summary>
    protected static ColumnType Money => Named();

    /// <summary>An XML document or part of one.</summary>
    protected static ColumnType Xml => Named();

    /// <summary>What a text search looks for.</summary>
    protected static ColumnType TsQuery => Named();

    /// <summary>Two numbers: a place on a plane.</summary>
    protected static ColumnType Point => Named();

    /// <summary>A MAC address of eight bytes.</summary>
    protected static ColumnType MacAddr8 => Named();

    /// <summary>A number by which the catalog knows an object.</summary>
    protected static ColumnType Oid => Named();

    /// <summary>A range of <see cref="Integer"/>.</summary>
    protected static ColumnType Int4Range => Named();

    /// <summary>A range of <see cref="BigInt"/>.</summary>
    protected static ColumnType Int8Range => Named();

    /// <summary>A range of decimal numbers.</summary>
    protected static ColumnType NumRange => Named();

    /// <summary>A range of days.</summary>
    protected static ColumnType DateRange => Named();

    /// <summary>A range of <see cref="Timestamp"/>.</summary>
    protected static ColumnType TsRange => Named();

    /// <summary>A range of moments.</summary>
    protected static ColumnType TsTzRange => Named();

    /// <summary><paramref name="length"/> bits.</summary>
    protected static ColumnType Bit(int length) => new(ColumnTypes.ToSql(nameof(Bit), length)!);

    /// <summary>At most <paramref name="length"/> bits.</summary>
    protected static ColumnType VarBit(int length) => new(ColumnTypes.ToSql(nameof(VarBit), length)!);

    /// <summary>Text of at most <paramref name="length"/> characters.</summary>
    protected static ColumnType Varchar(int length) => new(ColumnTypes.ToSql(nameof(Varchar), length)!);

    /// <summary>Text padded to <paramref name="length"/> characters.</summary>
    protected static ColumnType Char(int length) => new(ColumnTypes.ToSql(nameof(Char), length)!);

    /// <summary>A decimal number of any size.</summary>
    protected static ColumnType Numeric() => new(ColumnTypes.ToSql(nameof(Numeric))!);

    /// <summary>A decimal number of <paramref name="precision"/> digits, <paramref name="scale"/> of them after the point.</summary>
    protected static ColumnType Numeric(int precision, int scale) => new(ColumnTypes.ToSql(nameof(Numeric), precision, scale)!);

    /// <summary>Any other type: an extension's, an enum, a domain.</summary>
    /// <param name="sql">The type as SQL.</param>
    protected static ColumnType Custom(string sql) => new(sql);

    private static ColumnType Named([CallerMemberName] string verb = "") => new(ColumnTypes.ToSql(verb)!);
}
