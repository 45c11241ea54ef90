using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Operations.Lowering;

/// <content>What statements do alike with objects of all kinds.</content>
internal sealed partial class AstLowering
{
    private void Drop(DropStatement drop)
    {
        foreach (var reference in drop.Objects)
        {
            var item = Object(reference);
            Operation operation = item.Kind switch
            {
                ObjectKind.Table => new DropTable(item.Name) { IfExists = drop.IfExists, Cascade = drop.Cascade },
                ObjectKind.Index => new DropIndex(item.Name) { IfExists = drop.IfExists, Cascade = drop.Cascade, Concurrently = drop.Concurrently },
                _ => new DropObject(item) { IfExists = drop.IfExists, Cascade = drop.Cascade },
            };
            Add(operation, drop);
        }
    }

    private Operation? Other(SqlStatement statement) => statement switch
    {
        RenameStatement rename => RenameInTable(rename) ?? (Operation)Rename(rename),
        AlterSchemaStatement { Relation: { } relation } set =>
            new SetTableSchema(Name(relation), set.NewSchema.Value)
            {
                Relation = Relation(set.Object.Kind),
                IfTableExists = set.IfExists,
                Only = relation.Only,
            },
        AlterSchemaStatement set => new SetObjectSchema(Object(set.Object), set.NewSchema.Value),
        AlterOwnerStatement set => new SetOwner(Object(set.Object), Role(set.NewOwner)),
        AlterDependsStatement set => new SetExtensionDependency(Object(set.Object), set.Extension.Value, !set.IsRemoved),
        CommentStatement comment => new SetComment(Object(comment.Object), comment.Comment),
        SecurityLabelStatement label => new SetSecurityLabel(Object(label.Object), label.Label) { Provider = label.Provider },
        CreateSchemaStatement create => new CreateSchema(create.Name?.Value)
        {
            IfNotExists = create.IfNotExists,
            Owner = RoleOrNull(create.Owner),
            Elements = new(create.Elements.SelectMany(element => new AstLowering(source).Lower(element))),
        },
        CreateExtensionStatement create => new CreateExtension(create.Name.Value)
        {
            IfNotExists = create.IfNotExists,
            Schema = OptionText(create.Options, "schema"),
            Version = OptionText(create.Options, "version"),
            Cascade = create.Options.Any(option => option.Name.Value == "cascade"),
        },
        AlterExtensionStatement alter => new UpdateExtension(alter.Name.Value, OptionText(alter.Options, "to")),
        AlterExtensionContentsStatement alter => new SetExtensionMember(alter.Name.Value, Object(alter.Object), alter.IsAdded),
        CreateStatisticsStatement { From: [RelationSource table] } create =>
            new CreateStatistics(create.Name is { } name ? Name(name) : null, Name(table.Relation), new(create.Columns.Select(Text)))
            {
                Kinds = Names(create.Kinds),
                IfNotExists = create.IfNotExists,
            },
        AlterStatisticsStatement alter => new SetStatisticsTarget(Name(alter.Name), alter.Target is >= 0 ? alter.Target : null) { IfExists = alter.IfExists },
        AlterAllInTablespaceStatement move => new MoveTablespace(Relation(move.ObjectKind), move.From.Value, move.To.Value)
        {
            OwnedBy = Roles(move.OwnedBy),
            NoWait = move.NoWait,
        },
        CreateSequenceStatement create => new CreateSequence(Name(create.Relation), Sequence(create.Options))
        {
            IfNotExists = create.IfNotExists,
            Persistence = Stays(create.Persistence),
        },
        AlterSequenceStatement alter => new AlterSequence(Name(alter.Relation), Sequence(alter.Options)) { IfExists = alter.IfExists },
        _ => null,
    };

    private static string? OptionText(IReadOnlyList<SqlOption> options, string name) => options.FirstOrDefault(option => option.Name.Value == name)?.Value?.Text;

    private static TableChange? RenameInTable(RenameStatement rename)
    {
        if (rename.Relation is not { } relation) return null;
        var newName = rename.NewName.Value;
        var old = rename.SubName?.Value ?? string.Empty;
        var table = Name(relation);
        TableChange? change = rename.ObjectKind switch
        {
            "COLUMN" => new RenameColumn(table, old, newName),
            "TABCONSTRAINT" => new RenameConstraint(table, old, newName),
            "TABLE" or "FOREIGN_TABLE" or "VIEW" or "MATVIEW" or "INDEX" or "SEQUENCE" => new RenameTable(table, newName),
            _ => null,
        };
        return change is null ? null : change with { Relation = Relation(rename.Object.Kind), IfTableExists = rename.IfExists, Only = relation.Only };
    }

    private RenameObject Rename(RenameStatement rename)
    {
        var newName = rename.NewName.Value;
        var old = rename.SubName?.Value ?? string.Empty;
        var item = rename.ObjectKind switch
        {
            "ATTRIBUTE" => new(ObjectKind.Attribute, new QualifiedName(null, old)) { Of = Path(rename.Object) },
            "DOMCONSTRAINT" => new(ObjectKind.DomainConstraint, new QualifiedName(null, old)) { Of = Path(rename.Object) },
            _ => Object(rename.Object),
        };
        return new RenameObject(item, newName) { Cascade = rename.Cascade, IfExists = rename.IfExists };
    }

    private static QualifiedName Path(ObjectReference reference) => reference.Name is { } path ? Name(path) : new(null, "");

    private DatabaseObject Object(ObjectReference reference)
    {
        var kind = Kind(reference.Kind);
        var name = Path(reference);
        switch (kind)
        {
            case ObjectKind.Column when reference.Name is { Parts.Count: > 1 } path:
                var table = new QualifiedName(path.Parts.Count > 2 ? path.Parts[path.Parts.Count - 3].Value : null, path.Qualifier ?? string.Empty);
                return new(kind, new(null, path.Name)) { Of = table };
            case ObjectKind.TableConstraint or ObjectKind.DomainConstraint or ObjectKind.Trigger or ObjectKind.Rule or ObjectKind.Policy:
                return new(kind, name) { Of = reference.Parent is { } parent ? Name(parent) : null };
            case ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Routine or ObjectKind.Aggregate:
                return new(kind, name) { Signature = reference.Parameters is not null && reference.Name is { } routine ? After(routine, reference) : null };
            case ObjectKind.Operator when reference.Operator is { } symbol:
                var types = After(symbol, reference);
                return new(kind, new(symbol.Schema.Count > 0 ? symbol.Schema[symbol.Schema.Count - 1].Value : null, symbol.Symbol))
                {
                    Signature = types.Length == 0 ? null : types,
                };
            case ObjectKind.OperatorClass or ObjectKind.OperatorFamily:
                return new(kind, name) { Signature = reference.Parent is { } method ? "USING " + SqlIdentifier.Quote(method.Name) : null };
            case ObjectKind.Cast when reference.Types is [var from, var to]:
                return new(kind, new(null, Text(from) + " AS " + Text(to)));
            case ObjectKind.Transform when reference.Types is [var type]:
                return new(kind, new(null, Text(type))) { Signature = "LANGUAGE " + SqlIdentifier.Quote(name.Name) };
            case ObjectKind.LargeObject:
                return new(kind, new(null, reference.Number ?? string.Empty));
            case ObjectKind.Role when reference.Name is { } role:
                return new(kind, new(null, SqlIdentifier.Quote(role.Name)));
            case ObjectKind.Parameter:
                return new(kind, new(null, Text(reference)));
            default:
                return new(kind, name);
        }
    }

    private static ObjectKind Kind(string kind) => kind switch
    {
        "MATVIEW" => ObjectKind.MaterializedView,
        "FOREIGN_TABLE" => ObjectKind.ForeignTable,
        "STATISTIC_EXT" => ObjectKind.Statistics,
        "TSPARSER" => ObjectKind.TextSearchParser,
        "TSDICTIONARY" => ObjectKind.TextSearchDictionary,
        "TSTEMPLATE" => ObjectKind.TextSearchTemplate,
        "TSCONFIGURATION" => ObjectKind.TextSearchConfiguration,
        "ACCESS_METHOD" => ObjectKind.AccessMethod,
        "EVENT_TRIGGER" => ObjectKind.EventTrigger,
        "FDW" => ObjectKind.ForeignDataWrapper,
        "FOREIGN_SERVER" => ObjectKind.Server,
        "OPCLASS" => ObjectKind.OperatorClass,
        "OPFAMILY" => ObjectKind.OperatorFamily,
        "TABCONSTRAINT" => ObjectKind.TableConstraint,
        "DOMCONSTRAINT" => ObjectKind.DomainConstraint,
        "LARGEOBJECT" => ObjectKind.LargeObject,
        "PARAMETER_ACL" => ObjectKind.Parameter,
        _ => Enum.TryParse<ObjectKind>(kind, ignoreCase: true, out var known) ? known : ObjectKind.Table,
    };
}
