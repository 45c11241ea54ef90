using Npgsql;

namespace Lockstep.Catalog;

/// <summary>An object that a comment or privilege is about: its catalog, its number there, and the column's number or 0.</summary>
internal readonly record struct ObjectKey(uint Catalog, uint Oid, int Part);

internal sealed record NamespaceRow(uint Oid, string Name, string? Owner);

internal sealed record ClassRow(
    uint Oid, string Space, string Name, char Kind, char Persistence, string? Owner, string[] Options, string[] ToastOptions, string? Tablespace, string? AccessMethod, char ReplicaIdentity, bool RowSecurity,
    bool RowSecurityForced, string? PartitionKey, string? Bounds, string? OfType, uint[] Parents, string? Query, string? Server, string[] ForeignOptions, uint[] Uses);

internal sealed record AttributeRow(
    uint Relation, short Number, string Name, string Type, bool NotNull, string? Expression, char Generated, char Identity, string? Collation, char? Storage, char? Compression, int? Statistics,
    string[] Options, string[] ForeignOptions, bool Inherited, bool Local);

internal sealed record IndexRow(uint Oid, uint Table, string Definition, bool IsValid, bool IsClustered, bool IsReplicaIdentity, uint? Parent, string? Constraint);

internal sealed record ConstraintRow(
    uint Oid, uint Relation, uint Type, string Name, char Kind, string Definition, bool Inherited, bool Local, bool IsValid, short? Column, char? State, char? TargetState);

internal sealed record SequenceRow(uint Oid, string Type, long Start, long Increment, long Minimum, long Maximum, long Cache, bool Cycle, uint? OwnerTable, string? OwnerColumn, char? Dependency);

internal sealed record TriggerRow(uint Oid, uint Relation, string Name, string Definition, char State, bool Inherited);

internal sealed record RuleRow(uint Oid, uint Relation, string Name, string Definition, char State);

internal sealed record PolicyRow(uint Oid, uint Relation, string Name, char Command, bool Permissive, string[] Roles, string? Using, string? WithCheck);

internal sealed record TypeRow(
    uint Oid, string Space, string Name, char Kind, string? Owner, uint Relation, string[] Labels, string? BaseType, bool NotNull, string? Default, string? Collation, string? Range, string? Functions);

internal sealed record RoutineRow(uint Oid, string Space, string Name, char Kind, string? Owner, string[] Types, string? Definition, string? Aggregate, string? Arguments);

internal sealed record CommentRow(ObjectKey Object, string Text);

internal sealed record DropsWithRow(uint Catalog, uint Oid, string Extension);

internal sealed record GrantRow(ObjectKey Object, string? Grantee, string Privilege, bool IsGrantable, bool IsMissing);

internal sealed record DefaultPrivilegeRow(uint Oid, string? Space, string? Role, char Kind, string? Grantee, string Privilege, bool IsGrantable, bool IsMissing);

internal sealed record OtherRow(string Kind, uint Catalog, uint Oid, string? Space, string Name, string? Owner, string Sql, string? State);

/// <summary>Reads columns one after the other.</summary>
internal ref struct RowReader(NpgsqlDataReader reader)
{
    private int _at;

    public uint Oid() => reader.GetFieldValue<uint>(_at++);

    public uint? OidOrNull() => Skip() ? null : reader.GetFieldValue<uint>(_at++);

    public uint[] Oids() => Skip() ? [] : reader.GetFieldValue<uint[]>(_at++);

    public string Text() => reader.GetString(_at++);

    public string? TextOrNull() => Skip() ? null : reader.GetString(_at++);

    public string[] Texts() => Skip() ? [] : reader.GetFieldValue<string[]>(_at++);

    /// <summary>A letter; a space for none, which the catalog keeps as a zero byte.</summary>
    public char Letter()
    {
        var letter = reader.GetFieldValue<char>(_at++);
        return letter == '\0' ? ' ' : letter;
    }

    public char? LetterOrNull() => Skip() ? null : Letter();

    /// <summary>A letter that the query gives as text.</summary>
    public char? FirstOrNull() => TextOrNull() is { Length: > 0 } text ? text[0] : null;

    public bool Flag() => reader.GetBoolean(_at++);

    public short Short() => reader.GetInt16(_at++);

    public short? ShortOrNull() => Skip() ? null : reader.GetInt16(_at++);

    public int Int() => reader.GetInt32(_at++);

    public int? IntOrNull() => Skip() ? null : reader.GetInt32(_at++);

    public long Long() => reader.GetInt64(_at++);

    private bool Skip()
    {
        if (!reader.IsDBNull(_at)) return false;
        _at++;
        return true;
    }
}
