namespace Lockstep.Model.Schema.Forms;

/// <summary>A query that was read.</summary>
/// <param name="Form">Its normal form, without the names of its columns.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record QueryForm(string Form, IReadOnlyList<SourceColumn> Columns)
{
    /// <summary>Whether it may have columns that are not known: a star over something that the schema does not know.</summary>
    public bool IsOpen { get; init; }
}

/// <summary>The part of a query whose columns may still be made to fit: strings in one branch of UNION take the type that the other one has.</summary>
internal sealed class BodyForm(IReadOnlyList<Value> values, IReadOnlyList<string> names, Func<IReadOnlyList<SqlType>?, string> build)
{
    public IReadOnlyList<Value> Values { get; } = values;

    public IReadOnlyList<string> Names { get; } = names;

    public bool IsOpen { get; init; }

    /// <summary>Finds the value that ORDER BY means by a name or number; null if it means none.</summary>
    public Func<string, string?> Label { get; init; } = static _ => null;

    /// <summary>The normal form, with strings of the types given.</summary>
    public string Build(IReadOnlyList<SqlType>? types) => build(types);
}
