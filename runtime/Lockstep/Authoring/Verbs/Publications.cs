using System.Runtime.CompilerServices;
using Lockstep.Model;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>What can be said of a new extension.</summary>
public sealed class CreateExtensionOptions : OperationOptions<CreateExtensionOptions, CreateExtension>
{
    internal CreateExtensionOptions(OperationRecorder recorder, CreateExtension extension)
        : base(recorder, extension)
    {
    }

    /// <summary>An installed one is no error.</summary>
    public CreateExtensionOptions IfNotExists() => With(extension => extension with { IfNotExists = true });

    /// <summary>The schema for its objects.</summary>
    /// <param name="name">The schema.</param>
    public CreateExtensionOptions Schema(string name) => With(extension => extension with { Schema = name });

    /// <summary>Its version. Without it, the server's default.</summary>
    /// <param name="version">The version, such as <c>1.6</c>.</param>
    public CreateExtensionOptions Version(string version) => With(extension => extension with { Version = version });

    /// <summary>The extensions that it needs are installed too.</summary>
    public CreateExtensionOptions Cascade() => With(extension => extension with { Cascade = true });
}

/// <summary>A new publication.</summary>
public sealed class CreatePublicationBuilder : OperationOptions<CreatePublicationBuilder, CreatePublication>
{
    internal CreatePublicationBuilder(OperationRecorder recorder, CreatePublication publication)
        : base(recorder, publication)
    {
    }

    /// <summary>It publishes a table. Lock: SHARE UPDATE EXCLUSIVE on it.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">These columns (since PostgreSQL 15); null for all.</param>
    /// <param name="where">These rows, as an SQL condition (since PostgreSQL 15); null for all.</param>
    public CreatePublicationBuilder ForTable(string table, string[]? columns = null, string? where = null) =>
        With(publication => publication with { Objects = publication.Objects.With(Published.Table(table, columns, where)) });

    /// <summary>It publishes all tables of a schema, later ones too (since PostgreSQL 15). For superusers.</summary>
    /// <param name="schema">The schema.</param>
    public CreatePublicationBuilder ForTablesInSchema(string schema) =>
        With(publication => publication with { Objects = publication.Objects.With(Published.Schema(schema)) });

    /// <summary>It publishes all tables, later ones too. For superusers.</summary>
    public CreatePublicationBuilder ForAllTables() => With(publication => publication with { AllTables = true });

    /// <summary>An option.</summary>
    /// <param name="option"><c>publish</c>, <c>publish_via_partition_root</c>.</param>
    /// <param name="value">Its value as SQL: <c>'insert, update'</c>.</param>
    public CreatePublicationBuilder WithOption(string option, string value) =>
        With(publication => publication with { Options = publication.Options.With(new(option, value)) });
}

/// <summary>A publication that is changed. Subscribers see it once they refresh.</summary>
public sealed class AlterPublicationBuilder : IChainOfChanges
{
    private readonly OperationRecorder _recorder;
    private readonly string _name;

    internal AlterPublicationBuilder(OperationRecorder recorder, string name)
    {
        _recorder = recorder;
        _name = name;
    }

    /// <summary>It publishes a table too. Lock: SHARE UPDATE EXCLUSIVE on it.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">These columns (since PostgreSQL 15); null for all.</param>
    /// <param name="where">These rows, as an SQL condition (since PostgreSQL 15); null for all.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterPublicationBuilder AddTable(
        string table, string[]? columns = null, string? where = null,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(PublicationChange.Add, Published.Table(table, columns, where), new(file, line));

    /// <summary>It publishes this table and nothing else. Lock: SHARE UPDATE EXCLUSIVE on it.</summary>
    /// <inheritdoc cref="AddTable" />
    public AlterPublicationBuilder SetTable(
        string table, string[]? columns = null, string? where = null,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(PublicationChange.Set, Published.Table(table, columns, where), new(file, line));

    /// <summary>It publishes a table no more.</summary>
    /// <param name="table">The table.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterPublicationBuilder DropTable(string table, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(PublicationChange.Drop, Published.Table(table, null, null), new(file, line));

    /// <summary>It publishes all tables of a schema too (since PostgreSQL 15).</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterPublicationBuilder AddTablesInSchema(string schema, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(PublicationChange.Add, Published.Schema(schema), new(file, line));

    /// <summary>It publishes the tables of a schema no more, but those that it names.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterPublicationBuilder DropTablesInSchema(string schema, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(PublicationChange.Drop, Published.Schema(schema), new(file, line));

    /// <summary>Sets an option.</summary>
    /// <param name="option"><c>publish</c>, <c>publish_via_partition_root</c>.</param>
    /// <param name="value">Its value as SQL.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterPublicationBuilder SetOption(
        string option, string value, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        _recorder.Add(new AlterPublication(_name, PublicationChange.SetOptions)
        {
            Options = EquatableArray.Of(new OptionSetting(option, value)),
            Origin = new(file, line),
        });
        return this;
    }

    private AlterPublicationBuilder Change(PublicationChange change, PublishedObject item, Origin origin)
    {
        _recorder.Add(new AlterPublication(_name, change) { Objects = EquatableArray.Of(item), Origin = origin });
        return this;
    }
}

/// <summary>What publications publish.</summary>
internal static class Published
{
    public static PublishedObject Table(string table, string[]? columns, string? where) =>
        new(QualifiedName.Parse(table), null) { Columns = new(columns ?? []), Where = where };

    public static PublishedObject Schema(string schema) => new(null, SqlIdentifier.Quote(schema));
}
