namespace Lockstep.Model.Schema.Forms;

/// <summary>A column that an expression may name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Form">What stands for it in a normal form.</param>
/// <param name="Relation">The table or view whose column it is; null if it is none's.</param>
internal sealed record SourceColumn(string Name, SqlType Type, string Form, ObjectName? Relation = null)
{
    /// <summary>Its collation as SQL; null for its type's own.</summary>
    public string? Collation { get; init; }

    /// <summary>How SQL names it where it stands alone, with the table's name before it if that is needed.</summary>
    public string? Sql { get; init; }
}

/// <summary>A table, query or the like whose columns an expression may name.</summary>
/// <param name="Alias">What the statement calls it; null if it has no name.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Form">What stands for it in a normal form.</param>
internal sealed record Source(string? Alias, IReadOnlyList<SourceColumn> Columns, string Form)
{
    /// <summary>The schema that may stand before its name; null with an alias.</summary>
    public string? Place { get; init; }

    /// <summary>The table or view; null if it is none.</summary>
    public ObjectName? Relation { get; init; }

    /// <summary>Whether it may have columns that are not known.</summary>
    public bool IsOpen { get; init; }
}

/// <summary>What names mean at a place in a statement.</summary>
internal sealed class Scope
{
    public Scope? Outer { get; init; }

    /// <summary>What a name before a dot may mean.</summary>
    public List<Source> Sources { get; } = [];

    /// <summary>What a name alone may mean: columns that a join merged are in it once.</summary>
    public List<SourceColumn> Columns { get; } = [];

    /// <summary>The queries of WITH.</summary>
    public Dictionary<string, Source> Tables { get; } = new(StringComparer.Ordinal);

    /// <summary>The windows of WINDOW, each as it stands there.</summary>
    public Dictionary<string, Sql.Syntax.WindowSpecification> Windows { get; } = new(StringComparer.Ordinal);

    /// <summary>A scope with one table, whose columns are named without it.</summary>
    public static Scope Of(RowRelation relation, string alias)
    {
        var scope = new Scope();
        scope.Add(Of(relation, alias, string.Empty));
        return scope;
    }

    /// <summary>The columns of a relation.</summary>
    /// <param name="relation">The relation.</param>
    /// <param name="alias">What the statement calls it.</param>
    /// <param name="form">What stands for it in a normal form; empty if its columns stand alone.</param>
    public static Source Of(RowRelation relation, string alias, string form) =>
        new(alias, [.. relation.Columns.Select(column => new SourceColumn(column.Name, SqlType.Parse(column.Type), form + "." + Sql.SqlIdentifier.Quote(column.Name), relation.Name) { Collation = column.Collation })], form)
        {
            Place = relation.Name.Schema,
            Relation = relation.Name,
            IsOpen = relation is View && relation.Columns.IsEmpty,
        };

    public void Add(Source source)
    {
        Sources.Add(source);
        Columns.AddRange(source.Columns);
    }

    /// <summary>The table of WITH that is meant; null if none is.</summary>
    public Source? FindTable(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.Tables.TryGetValue(name, out var found)) return found;
        }

        return null;
    }
}

/// <summary>An expression that was read.</summary>
/// <param name="Form">Its normal form.</param>
/// <param name="Type">Its type.</param>
internal sealed record Value(string Form, SqlType Type)
{
    /// <summary>The text of a string that has no type yet, or of NULL; null for any other expression.</summary>
    public string? Literal { get; init; }

    /// <summary>Whether it is NULL, without a type yet.</summary>
    public bool IsNull { get; init; }

    /// <summary>The collation that it has from a column or COLLATE, as SQL; null for its type's own.</summary>
    public string? Collation { get; init; }

    /// <summary>Whether it names a column.</summary>
    public bool HasColumn { get; init; }

    /// <summary>Where the string stands.</summary>
    public int Start { get; init; }

    /// <summary>How long it is there.</summary>
    public int Length { get; init; }
}

/// <summary>What an expression refers to.</summary>
internal enum ReferenceKind
{
    /// <summary>A column of a table or view.</summary>
    Column,

    /// <summary>A table, view or sequence.</summary>
    Relation,

    /// <summary>A type.</summary>
    Type,

    /// <summary>A function.</summary>
    Routine,

    /// <summary>A value of an enum, in a string.</summary>
    Label,

    /// <summary>A table, view or sequence, in a string.</summary>
    RelationName,
}

/// <summary>A place in SQL that names an object of the schema.</summary>
/// <param name="Kind">What kind of object.</param>
/// <param name="Start">Its first character, in UTF-16 units.</param>
/// <param name="Length">In UTF-16 units.</param>
/// <param name="Target">The object, or what the column or value belongs to.</param>
/// <param name="Part">The column or value.</param>
internal sealed record Reference(ReferenceKind Kind, int Start, int Length, ObjectName Target, string? Part = null)
{
    /// <summary>What a selected item with no name of its own is called after the column, and where such a name would stand; -1 if it has one, or is none.</summary>
    public int LabelAt { get; init; } = -1;

    /// <summary>Where the table's own name before the column stands; -1 if none does, or that is not the table's own.</summary>
    public int QualifierAt { get; init; } = -1;

    /// <summary>How long that name is there.</summary>
    public int QualifierLength { get; init; }

    /// <summary>Whether a table has another name in its statement.</summary>
    public bool HasAlias { get; init; }
}
