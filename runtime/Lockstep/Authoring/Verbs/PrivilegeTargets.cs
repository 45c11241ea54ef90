using Lockstep.Model;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>What privileges are on.</summary>
/// <typeparam name="TNext">What is said next: to whom, or from whom.</typeparam>
public abstract class PrivilegeTargets<TNext>
{
    private protected PrivilegeTargets()
    {
    }

    /// <summary>On tables, or views.</summary>
    /// <param name="tables">The tables.</param>
    public TNext OnTable(params string[] tables) => Objects("TABLE", tables);

    /// <summary>On sequences.</summary>
    /// <param name="sequences">The sequences.</param>
    public TNext OnSequence(params string[] sequences) => Objects("SEQUENCE", sequences);

    /// <summary>On schemas.</summary>
    /// <param name="schemas">The schemas.</param>
    public TNext OnSchema(params string[] schemas) => On(new("SCHEMA", new(schemas.Select(SqlIdentifier.Quote))));

    /// <summary>On a database.</summary>
    /// <param name="name">Its name.</param>
    public TNext OnDatabase(string name) => On(new("DATABASE", EquatableArray.Of(SqlIdentifier.Quote(name))));

    /// <summary>On a type or domain.</summary>
    /// <param name="name">The type.</param>
    public TNext OnType(string name) => Objects("TYPE", name);

    /// <summary>On a function.</summary>
    /// <param name="name">The function.</param>
    /// <param name="parameters">The types of its parameters, as SQL; null if it is the only one of its name.</param>
    public TNext OnFunction(string name, string? parameters = null) =>
        On(new("FUNCTION", EquatableArray.Of(QualifiedName.Parse(name).ToSql() + Said.Signature(parameters))));

    /// <summary>On a procedure.</summary>
    /// <param name="name">The procedure.</param>
    /// <param name="parameters">The types of its parameters, as SQL; null if it is the only one of its name.</param>
    public TNext OnProcedure(string name, string? parameters = null) =>
        On(new("PROCEDURE", EquatableArray.Of(QualifiedName.Parse(name).ToSql() + Said.Signature(parameters))));

    /// <summary>On all tables and views that are in schemas now.</summary>
    /// <param name="schemas">The schemas.</param>
    public TNext OnAllTablesInSchema(params string[] schemas) => All("TABLES", schemas);

    /// <summary>On all sequences that are in schemas now.</summary>
    /// <param name="schemas">The schemas.</param>
    public TNext OnAllSequencesInSchema(params string[] schemas) => All("SEQUENCES", schemas);

    /// <summary>On all functions that are in schemas now.</summary>
    /// <param name="schemas">The schemas.</param>
    public TNext OnAllFunctionsInSchema(params string[] schemas) => All("FUNCTIONS", schemas);

    private protected abstract TNext On(GrantTarget target);

    private TNext Objects(string kind, params string[] names) =>
        On(new(kind, new(names.Select(name => QualifiedName.Parse(name).ToSql()))));

    private TNext All(string kind, string[] schemas) => On(new(kind, new(schemas.Select(SqlIdentifier.Quote))) { AllInSchemas = true });
}
