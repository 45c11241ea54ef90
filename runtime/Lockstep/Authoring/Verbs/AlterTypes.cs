using System.Runtime.CompilerServices;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>A type that is changed: an enum or a composite type.</summary>
public sealed class AlterTypeBuilder : AlterSchemaObjectBuilder<AlterTypeBuilder>
{
    private readonly QualifiedName _type;

    internal AlterTypeBuilder(OperationRecorder recorder, QualifiedName type)
        : base(recorder, new(ObjectKind.Type, type)) => _type = type;

    /// <summary>
    /// Adds a value to an enum. It can be used once its transaction is committed: say <c>NewStep()</c> before what uses it. It can't be
    /// taken away again.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="before">The value that it goes before; null if none.</param>
    /// <param name="after">The value that it goes after; null if none. Without both it is the last.</param>
    /// <param name="ifNotExists">Whether an existing value is no error.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTypeBuilder AddValue(
        string value,
        string? before = null,
        string? after = null,
        bool ifNotExists = false,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        if (before is not null && after is not null)
        {
            throw new AuthoringException($"AddValue(\"{value}\"): say before or after, not both.", new(file, line));
        }

        return Note(new AddEnumValue(_type, value) { Before = before, After = after, IfNotExists = ifNotExists, Origin = new(file, line) });
    }

    /// <summary>Renames a value of an enum. Rows that have it have the new name at once.</summary>
    /// <param name="value">The value.</param>
    /// <param name="newValue">Its new name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTypeBuilder RenameValue(
        string value, string newValue, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Note(new RenameEnumValue(_type, value, newValue) { Origin = new(file, line) });

    /// <summary>Adds a field to a composite type.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="cascade">Whether tables of the type follow.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTypeBuilder AddField(
        string name, ColumnType type, bool cascade = false, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Note(new AddField(_type, new(name, type.Sql)) { Cascade = cascade, Origin = new(file, line) });

    /// <summary>Drops a field of a composite type.</summary>
    /// <param name="name">The field.</param>
    /// <param name="ifExists">Whether a missing field is no error.</param>
    /// <param name="cascade">Whether tables of the type follow.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTypeBuilder DropField(
        string name, bool ifExists = false, bool cascade = false, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Note(new DropField(_type, name) { IfExists = ifExists, Cascade = cascade, Origin = new(file, line) });

    /// <summary>Gives a field of a composite type another type. PostgreSQL refuses it while a table has a column of the composite type.</summary>
    /// <param name="name">The field.</param>
    /// <param name="type">Its new type.</param>
    /// <param name="cascade">Whether tables of the type follow.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTypeBuilder SetFieldType(
        string name, ColumnType type, bool cascade = false, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Note(new AlterFieldType(_type, name, type.Sql) { Cascade = cascade, Origin = new(file, line) });

    /// <summary>Renames a field of a composite type.</summary>
    /// <param name="name">The field.</param>
    /// <param name="newName">Its new name.</param>
    /// <param name="cascade">Whether tables of the type follow.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTypeBuilder RenameField(
        string name, string newName, bool cascade = false, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Note(
        new RenameObject(new(ObjectKind.Attribute, new(null, name)) { Of = _type }, newName) { Cascade = cascade, Origin = new(file, line) });
}

/// <summary>A domain that is changed.</summary>
public sealed class AlterDomainBuilder : AlterSchemaObjectBuilder<AlterDomainBuilder>
{
    private readonly QualifiedName _domain;

    internal AlterDomainBuilder(OperationRecorder recorder, QualifiedName domain)
        : base(recorder, new(ObjectKind.Domain, domain)) => _domain = domain;

    /// <summary>Columns of it have a constant as default from now on.</summary>
    /// <param name="value">Text, a number, a truth value, a moment, a span of time or a UUID.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterDomainBuilder SetDefault(object value, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Note(new SetDomainDefault(_domain, Said.Value(value, new(file, line))) { Origin = new(file, line) });

    /// <summary>Columns of it have what an SQL expression gives as default from now on.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterDomainBuilder SetDefaultSql(string expression, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Note(new SetDomainDefault(_domain, expression) { Origin = new(file, line) });

    /// <summary>Columns of it have no default of its any more.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterDomainBuilder DropDefault([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Note(new SetDomainDefault(_domain, null) { Origin = new(file, line) });

    /// <summary>It has no nulls from now on. Every column of it is looked through, its table under SHARE.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterDomainBuilder SetNotNull([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Note(new SetDomainNotNull(_domain, NotNull: true) { Origin = new(file, line) });

    /// <summary>It may be null from now on.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterDomainBuilder DropNotNull([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Note(new SetDomainNotNull(_domain, NotNull: false) { Origin = new(file, line) });

    /// <summary>Every value meets a condition. Every column of it is looked through, its table under SHARE, unless it is not valid yet.</summary>
    /// <param name="name">The constraint's name.</param>
    /// <param name="condition">An SQL condition on <c>VALUE</c>.</param>
    /// <param name="notValid">Whether values that are there go unchecked until <see cref="ValidateConstraint"/>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterDomainBuilder AddCheck(
        string name, string condition, bool notValid = false, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Note(new AddDomainConstraint(_domain, new CheckConstraint(name, condition) { NotValid = notValid }) { Origin = new(file, line) });

    /// <summary>Looks at the values that a check made with NOT VALID has not seen, the tables under SHARE.</summary>
    /// <param name="name">The check.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterDomainBuilder ValidateConstraint(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Note(new ValidateDomainConstraint(_domain, name) { Origin = new(file, line) });

    /// <summary>Drops a check.</summary>
    /// <param name="name">The check.</param>
    /// <param name="ifExists">Whether a missing one is no error.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterDomainBuilder DropConstraint(
        string name, bool ifExists = false, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Note(new DropDomainConstraint(_domain, name) { IfExists = ifExists, Origin = new(file, line) });

    /// <summary>Renames a check.</summary>
    /// <param name="name">The check.</param>
    /// <param name="newName">Its new name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterDomainBuilder RenameConstraint(
        string name, string newName, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Note(new RenameObject(new(ObjectKind.DomainConstraint, new(null, name)) { Of = _domain }, newName) { Origin = new(file, line) });
}
