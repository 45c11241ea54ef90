using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>A new index, of which the table is still to be said.</summary>
public sealed class CreateIndexBuilder
{
    private readonly OperationRecorder _recorder;
    private readonly string _name;
    private readonly Origin _origin;
    private readonly Action _said;

    internal CreateIndexBuilder(OperationRecorder recorder, string name, Origin origin)
    {
        _recorder = recorder;
        _name = name;
        _origin = origin;
        _said = recorder.Expect($"Create.Index(\"{name}\") does nothing: add .On(table, columns).", origin);
    }

    /// <summary>On which table, over what.</summary>
    /// <param name="table">The table.</param>
    /// <param name="elements">
    /// Columns or expressions as SQL: <c>user_id</c>, <c>created_at DESC NULLS LAST</c>, <c>lower(email) text_pattern_ops</c>. Without any,
    /// say <see cref="IndexOptions.Column"/> or <see cref="IndexOptions.Expression"/>.
    /// </param>
    public IndexOptions On(string table, params string[] elements)
    {
        _said();
        return new(_recorder, new(_name, QualifiedName.Parse(table), new(elements)) { Origin = _origin });
    }
}

/// <summary>What can be said of a new index.</summary>
public sealed class IndexOptions : OperationOptions<IndexOptions, CreateIndex>
{
    private readonly Action? _said;
    private IndexElement? _element;

    internal IndexOptions(OperationRecorder recorder, CreateIndex index)
        : base(recorder, index)
    {
        if (index.Elements.IsEmpty)
        {
            _said = recorder.Expect($"Create.Index(\"{index.Name}\").On(\"{index.Table}\") names no column: add one or more.", index.Origin);
        }
    }

    /// <summary>Adds a column. <see cref="Descending"/>, <see cref="NullsFirst"/> and their like speak of it, up to the next one.</summary>
    /// <param name="name">Its name, as the table has it; quoted where it must be.</param>
    public IndexOptions Column(string name) => Add(SqlIdentifier.Quote(name));

    /// <summary>Adds an expression.</summary>
    /// <param name="sql">The expression: <c>lower(email)</c>, <c>(price * quantity)</c>. It needs parentheses unless it is a call.</param>
    public IndexOptions Expression(string sql) => Add(sql);

    /// <summary>The last column or expression sorts from its least value on, as it does unless told otherwise.</summary>
    public IndexOptions Ascending() => Element(element => element with { Order = " ASC" });

    /// <summary>The last column or expression sorts from its greatest value on.</summary>
    public IndexOptions Descending() => Element(element => element with { Order = " DESC" });

    /// <summary>Nulls of the last column or expression sort before values.</summary>
    public IndexOptions NullsFirst() => Element(element => element with { Nulls = " NULLS FIRST" });

    /// <summary>Nulls of the last column or expression sort after values.</summary>
    public IndexOptions NullsLast() => Element(element => element with { Nulls = " NULLS LAST" });

    /// <summary>The operator class of the last column or expression.</summary>
    /// <param name="name">Such as <c>text_pattern_ops</c> (for LIKE 'a%') or <c>gin_trgm_ops</c>.</param>
    public IndexOptions OperatorClass(string name) =>
        Element(element => element with { OperatorClass = " " + QualifiedName.Parse(name).ToSql() });

    /// <summary>The collation of the last column or expression.</summary>
    /// <param name="name">Its name.</param>
    public IndexOptions Collate(string name) =>
        Element(element => element with { Collation = " COLLATE " + QualifiedName.Parse(name).ToSql() });

    /// <summary>Equal keys are an error.</summary>
    public IndexOptions Unique() => With(index => index with { Unique = true });

    /// <summary>Nulls are equal in a unique index (since PostgreSQL 15).</summary>
    public IndexOptions NullsNotDistinct() => With(index => index with { NullsNotDistinct = true });

    /// <summary>
    /// Builds it without blocking writes (SHARE UPDATE EXCLUSIVE instead of SHARE), as a step of its own outside a transaction. A build that
    /// was cut off leaves an invalid index; the next run removes it and builds again.
    /// </summary>
    public IndexOptions Concurrently() => With(index => index with { Concurrently = true });

    /// <summary>An existing relation of that name is no error, and is left as it is, whatever it indexes.</summary>
    public IndexOptions IfNotExists() => With(index => index with { IfNotExists = true });

    /// <summary>Only the partitioned parent gets it; it is invalid until every partition's index is attached.</summary>
    public IndexOptions Only() => With(index => index with { Only = true });

    /// <summary>The access method. Without it, <c>btree</c>.</summary>
    /// <param name="method"><c>gin</c>, <c>gist</c>, <c>brin</c>, <c>hash</c>.</param>
    public IndexOptions Using(string method) => With(index => index with { Method = method });

    /// <summary>Columns that the index holds beside its key, for index-only scans.</summary>
    /// <param name="columns">The columns.</param>
    public IndexOptions Include(params string[] columns) => With(index => index with { Include = new(columns) });

    /// <summary>Only rows that meet the condition are indexed.</summary>
    /// <param name="condition">An SQL condition.</param>
    public IndexOptions Where(string condition) => With(index => index with { Where = condition });

    /// <summary>A storage parameter.</summary>
    /// <param name="option">Such as <c>fillfactor</c> or <c>pages_per_range</c>.</param>
    /// <param name="value">Its value as SQL.</param>
    public IndexOptions WithOption(string option, string value) =>
        With(index => index with { Options = index.Options.With(new(option, value)) });

    /// <summary>The tablespace.</summary>
    /// <param name="name">Its name.</param>
    public IndexOptions Tablespace(string name) => With(index => index with { Tablespace = name });

    private IndexOptions Add(string sql)
    {
        _said?.Invoke();
        _element = new(sql);
        return With(index => index with { Elements = index.Elements.With(sql) });
    }

    private IndexOptions Element(Func<IndexElement, IndexElement> change)
    {
        if (_element is null) throw Wrong($"Create.Index(\"{Noted.Name}\"): say Column(name) or Expression(sql) before how it sorts, or write it in On: \"name DESC\".");
        _element = change(_element);
        return With(index => index with { Elements = index.Elements.ReplaceLast(_element.ToSql()) });
    }

    private sealed record IndexElement(string Sql)
    {
        public string? Collation { get; init; }

        public string? OperatorClass { get; init; }

        public string? Order { get; init; }

        public string? Nulls { get; init; }

        public string ToSql() => Sql + Collation + OperatorClass + Order + Nulls;
    }
}
