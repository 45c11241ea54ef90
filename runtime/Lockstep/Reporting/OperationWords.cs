using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Reporting;

/// <summary>Says what operations change, in a few words for who reads what is new: which tables, columns, indexes, rows.</summary>
internal static class OperationWords
{
    /// <summary>A phrase for each kind of change, such as <c>adds column users.email, users.phone</c>; what says nothing of the schema or its rows is left out.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Operation> operations)
    {
        var phrases = new List<(string Does, List<string> To)>();
        foreach (var (does, to) in operations.SelectMany(Phrases))
        {
            var known = phrases.Find(phrase => phrase.Does == does);
            if (known.To is null) phrases.Add((does, known.To = []));
            if (to.Length > 0 && !known.To.Contains(to)) known.To.Add(to);
        }

        return [.. phrases.Select(phrase => phrase.To.Count == 0 ? phrase.Does : $"{phrase.Does} {string.Join(", ", phrase.To)}")];
    }

    private static IEnumerable<(string Does, string To)> Phrases(Operation operation) => operation switch
    {
        SqlText { Kind: StatementKind.Block, Meaning.IsEmpty: true } => [("runs a block of code", "")],
        SqlText { Meaning.IsEmpty: false } text => text.Meaning.SelectMany(Phrases),
        SqlText or UnknownSql => [("runs SQL of its own", "")],
        _ => Phrase(operation) is { } phrase ? [phrase] : [],
    };

    private static (string Does, string To)? Phrase(Operation operation) => operation switch
    {
        CreateTable create => ("creates table", Name(create.Table)),
        CreateTableAs create => ("creates table", Name(create.Table)),
        CreatePartition create => ("creates partition", $"{Name(create.Table)} of {Name(create.Parent)}"),
        DropTable drop => ("drops table", Name(drop.Table)),
        RenameTable rename => ("renames", $"{Name(rename.Table)} to {rename.NewName}"),
        AddColumn add => ("adds column", $"{Name(add.Table)}.{add.Column.Name}"),
        DropColumn drop => ("drops column", $"{Name(drop.Table)}.{drop.Column}"),
        RenameColumn rename => ("renames column", $"{Name(rename.Table)}.{rename.Column} to {rename.NewName}"),
        AlterColumnType type => ("changes the type of", $"{Name(type.Table)}.{type.Column} to {type.Type}"),
        ColumnChange change => ("changes column", $"{Name(change.Table)}.{change.Column}"),
        AddConstraint { Constraint: var constraint } add => ($"adds {Constraint(constraint)} to", Name(add.Table)),
        DropConstraint drop => ("drops constraint", $"{drop.Name} of {Name(drop.Table)}"),
        ValidateConstraint validate => ("validates constraint", $"{validate.Name} of {Name(validate.Table)}"),
        TableChange change => ("changes", Name(change.Table)),
        CreateIndex create => ("creates index", $"{(create.Name is { } name ? name + " " : "")}on {Name(create.Table)}"),
        DropIndex drop => ("drops index", Name(drop.Index)),
        CreateTrigger create => ("creates trigger", $"{create.Name} on {Name(create.Table)}"),
        CreatePolicy create => ("creates policy", $"{create.Name} on {Name(create.Table)}"),
        AlterPolicy alter => ("changes policy", $"{alter.Name} on {Name(alter.Table)}"),
        InsertRows insert => ("writes rows of", Name(insert.Table)),
        UpdateRows update => ("writes rows of", Name(update.Table)),
        DeleteRows delete => ("writes rows of", Name(delete.Table)),
        MergeRows merge => ("writes rows of", Name(merge.Table)),
        CopyRows { Table: { } table } => ("writes rows of", Name(table)),
        Truncate truncate => ("empties", string.Join(", ", truncate.Tables.Select(Name))),
        CallProcedure call => ("calls", Name(call.Procedure)),
        _ => OfObject(operation),
    };

    private static (string Does, string To)? OfObject(Operation operation) => operation switch
    {
        CreateView create => ("creates view", Name(create.View)),
        CreateMaterializedView create => ("creates materialized view", Name(create.View)),
        CreateRoutine create => ("creates routine", Name(create.Routine)),
        AlterRoutine alter => ("changes routine", Name(alter.Routine.Name)),
        CreateSequence create => ("creates sequence", Name(create.Sequence)),
        AlterSequence alter => ("changes sequence", Name(alter.Sequence)),
        CreateSchema { Name: { } name } => ("creates schema", name),
        CreateExtension create => ("installs extension", create.Name),
        CreateEnumType create => ("creates type", Name(create.Type)),
        CreateCompositeType create => ("creates type", Name(create.Type)),
        CreateRangeType create => ("creates type", Name(create.Type)),
        CreateDomain create => ("creates domain", Name(create.Domain)),
        AddEnumValue add => ("adds to type", $"{Name(add.Type)}: {add.Value}"),
        RenameEnumValue rename => ("changes type", Name(rename.Type)),
        FieldChange change => ("changes type", Name(change.Type)),
        CreateRole create => ("creates role", create.Name),
        CreatePublication create => ("creates publication", create.Name),
        AlterPublication alter => ("changes publication", alter.Name),
        CreateSubscription create => ("creates subscription", create.Name),
        AlterSubscription alter => ("changes subscription", alter.Name),
        GrantPrivileges or RevokePrivileges or AlterDefaultPrivileges or GrantRoles or RevokeRoles => ("changes privileges", ""),
        DropObject drop => ($"drops {Kind(drop.Object)}", Name(drop.Object.Name)),
        RenameObject rename => ($"renames {Kind(rename.Object)}", $"{Name(rename.Object.Name)} to {rename.NewName}"),
        DefineObject define => ($"creates {Kind(define.Object)}", Name(define.Object.Name)),
        AlterObject alter => ($"changes {Kind(alter.Object)}", Name(alter.Object.Name)),
        SetOwner owner => ("changes the owner of", Name(owner.Object.Name)),
        _ => null,
    };

    private static string Name(QualifiedName name) => name.Schema is { } schema ? $"{schema}.{name.Name}" : name.Name;

    private static string Kind(DatabaseObject thing) => thing.Kind.Words().ToLowerInvariant();

    private static string Constraint(TableConstraint constraint) => constraint switch
    {
        PrimaryKeyConstraint => "a primary key",
        UniqueConstraint => "a unique constraint",
        ForeignKeyConstraint => "a foreign key",
        _ => "a constraint",
    };
}
