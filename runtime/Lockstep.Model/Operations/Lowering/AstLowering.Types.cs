using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Operations.Lowering;

/// <content>Types, domains and views.</content>
internal sealed partial class AstLowering
{
    private Operation? Type(SqlStatement statement) => statement switch
    {
        CreateEnumStatement create => new CreateEnumType(Name(create.Name), new(create.Values)),
        AlterEnumStatement { OldValue: { } old } alter => new RenameEnumValue(Name(alter.Name), old, alter.NewValue),
        AlterEnumStatement alter => new AddEnumValue(Name(alter.Name), alter.NewValue)
        {
            Before = alter.IsAfter ? null : alter.Neighbour,
            After = alter.IsAfter ? alter.Neighbour : null,
            IfNotExists = alter.IfNotExists,
        },
        CreateCompositeTypeStatement create => new CreateCompositeType(Name(create.Name), new(create.Attributes.Select(Column))),
        CreateRangeStatement create => new CreateRangeType(Name(create.Name), Options(create.Options)),
        CreateDomainStatement create => Domain(create),
        AlterDomainStatement alter => Domain(alter),
        CreateViewStatement create => new CreateView(Name(create.Relation), Text(create.Query))
        {
            Columns = Names(create.Columns),
            OrReplace = create.OrReplace,
            Temporary = create.Persistence == Sql.Syntax.Persistence.Temporary,
            Recursive = create.IsRecursive,
            Options = Options(create.Options),
            CheckOption = create.CheckOption?.ToUpperInvariant(),
        },
        _ => null,
    };

    private CreateDomain Domain(CreateDomainStatement create)
    {
        var domain = new CreateDomain(Name(create.Name), Text(create.Type))
        {
            Collation = create.Collation is { } collation ? Name(collation).ToSql() : null,
        };
        foreach (var part in create.Constraints)
        {
            domain = part switch
            {
                { Kind: ConstraintKind.Default } => domain with { Default = AfterWord(part, "default") },
                { Kind: ConstraintKind.NotNull, Name: null } => domain with { NotNull = true },
                _ => Constraint(part, string.Empty) is { } constraint ? domain with { Constraints = domain.Constraints.With(constraint) } : domain,
            };
        }

        return domain;
    }

    private Operation? Domain(AlterDomainStatement alter)
    {
        var domain = Name(alter.Domain);
        var name = alter.ConstraintName?.Value ?? string.Empty;
        return alter.Action switch
        {
            "set default" => new SetDomainDefault(domain, TextOrNull(alter.Default)),
            "drop default" => new SetDomainDefault(domain, null),
            "set not null" => new SetDomainNotNull(domain, true),
            "drop not null" => new SetDomainNotNull(domain, false),
            "add constraint" when alter.Constraint is { } part && Constraint(part, string.Empty) is { } constraint => new AddDomainConstraint(domain, constraint),
            "drop constraint" => new DropDomainConstraint(domain, name) { IfExists = alter.IfExists, Cascade = alter.Cascade },
            "validate constraint" => new ValidateDomainConstraint(domain, name),
            _ => null,
        };
    }
}
