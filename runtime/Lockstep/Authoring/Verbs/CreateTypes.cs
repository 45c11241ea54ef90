using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>A new composite type.</summary>
public sealed class CreateCompositeTypeBuilder : OperationOptions<CreateCompositeTypeBuilder, CreateCompositeType>
{
    internal CreateCompositeTypeBuilder(OperationRecorder recorder, CreateCompositeType type)
        : base(recorder, type)
    {
    }

    /// <summary>Adds a field.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="collation">Its collation; without it, the type's own.</param>
    public CreateCompositeTypeBuilder WithField(string name, ColumnType type, string? collation = null) => With(it => it with
    {
        Attributes = it.Attributes.With(new(name, type.Sql) { Collation = collation is null ? null : QualifiedName.Parse(collation).ToSql() }),
    });
}

/// <summary>What can be said of a new range type.</summary>
public sealed class CreateRangeTypeOptions : OperationOptions<CreateRangeTypeOptions, CreateRangeType>
{
    internal CreateRangeTypeOptions(OperationRecorder recorder, CreateRangeType type)
        : base(recorder, type)
    {
    }

    /// <summary>A property of the range.</summary>
    /// <param name="option">Such as <c>subtype_diff</c>, <c>subtype_opclass</c>, <c>collation</c> or <c>multirange_type_name</c>.</param>
    /// <param name="value">Its value as SQL.</param>
    public CreateRangeTypeOptions WithOption(string option, string value) =>
        With(type => type with { Options = type.Options.With(new(option, value)) });
}

/// <summary>What can be said of a new domain.</summary>
public sealed class CreateDomainOptions : OperationOptions<CreateDomainOptions, CreateDomain>
{
    internal CreateDomainOptions(OperationRecorder recorder, CreateDomain domain)
        : base(recorder, domain)
    {
    }

    /// <summary>It has no nulls. What is added to a column, an outer join for one, may still be null.</summary>
    public CreateDomainOptions NotNull() => With(domain => domain with { NotNull = true });

    /// <summary>Columns of it have a constant as default.</summary>
    /// <param name="value">Text, a number, a truth value, a moment, a span of time or a UUID.</param>
    public CreateDomainOptions DefaultValue(object value) => DefaultSql(Said.Value(value, Noted.Origin));

    /// <summary>Columns of it have what an SQL expression gives as default.</summary>
    /// <param name="expression">The expression.</param>
    public CreateDomainOptions DefaultSql(string expression) => With(domain => domain with { Default = expression });

    /// <summary>Text sorts and compares by this collation.</summary>
    /// <param name="collation">The collation's name.</param>
    public CreateDomainOptions Collate(string collation) =>
        With(domain => domain with { Collation = QualifiedName.Parse(collation).ToSql() });

    /// <summary>Every value meets a condition.</summary>
    /// <param name="name">The constraint's name.</param>
    /// <param name="condition">An SQL condition on <c>VALUE</c>.</param>
    public CreateDomainOptions Check(string name, string condition) =>
        With(domain => domain with { Constraints = domain.Constraints.With(new CheckConstraint(name, condition)) });
}
