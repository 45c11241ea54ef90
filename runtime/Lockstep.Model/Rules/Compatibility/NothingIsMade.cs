using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Compatibility;

/// <summary>LS3013.</summary>
public sealed class NothingIsMade : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS3013",
        RuleCategory.Compatibility,
        RuleSeverity.Warning,
        "IF NOT EXISTS does not hide an object of another shape",
        "{0} exists already, and is not what is written here ({1}): with IF NOT EXISTS nothing happens, and it stays as it is; change it with ALTER, or give the new " +
        "one another name",
        "IF NOT EXISTS asks only for the name. Where an earlier migration has made something else of that name, the migration seems to succeed, and the " +
        "application fails on what is not there.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        var found = reviewed.Operation switch
        {
            CreateTable { IfNotExists: true, Temporary: false } create => Columns(create.Table, create with { Table = Other(create.Table), IfNotExists = false }, "Table", reviewed),
            CreateTableAs { IfNotExists: true, Persistence: not Persistence.Temporary } create => Columns(create.Table, create with { Table = Other(create.Table), IfNotExists = false }, "Table", reviewed),
            CreateMaterializedView { IfNotExists: true } create => Views(create, reviewed),
            AddColumn { IfNotExists: true } add => Column(add, reviewed),
            CreateIndex { IfNotExists: true, Name: { } name } create => Index(create, name, reviewed),
            _ => null,
        };
        if (found is var (what, difference)) report.Add(Info, reviewed.Origin, what, difference);
    }

    /// <summary>A name under which the object can be made, to see what it would be like.</summary>
    private static QualifiedName Other(QualifiedName name) => name with { Name = name.Name + "\u0001" };

    private static (string What, string Difference)? Columns(QualifiedName name, Operation make, string kind, ReviewedOperation reviewed)
    {
        if (reviewed.Before.Find(name) is not { } known || known.Name.Schema == "pg_temp") return null;
        if (known is not RowRelation old) return ($"{kind} '{name}'", "it is " + (known is TableIndex ? "an index" : "a sequence"));
        if (reviewed.Before.Apply(make).Schema.Find(Other(name)) is not RowRelation made || made.Columns.IsEmpty || old.Columns.IsEmpty) return null;
        var missing = made.Columns.Where(column => old.Column(column.Name) is null).Select(column => column.Name).ToList();
        if (missing.Count > 0) return ($"{kind} '{name}'", $"it has no {Listing.Of("column", missing)}");
        foreach (var column in made.Columns)
        {
            if (Difference(old.Column(column.Name)!, column) is { } difference) return ($"{kind} '{name}'", $"column '{column.Name}' {difference}");
        }

        return null;
    }

    private static (string What, string Difference)? Views(CreateMaterializedView create, ReviewedOperation reviewed) =>
        reviewed.Before.Find(create.View) is View { Materialized: true } known && known.Query != create.Query ? ($"Materialized view '{create.View}'", "its query is another one") : null;

    private static (string What, string Difference)? Column(AddColumn add, ReviewedOperation reviewed)
    {
        if (reviewed.Column(add.Table, add.Column.Name) is not { } old) return null;
        var made = reviewed.Before.Apply(add with { Column = add.Column with { Name = add.Column.Name + "\u0001" } }).Schema.Find(add.Table) as RowRelation;
        return made?.Column(add.Column.Name + "\u0001") is { } column && Difference(old, column) is { } difference
            ? ($"Column '{add.Table}.{add.Column.Name}'", "it " + difference)
            : null;
    }

    private static string? Difference(Column old, Column made) =>
        old.Type.Length > 0 && made.Type.Length > 0 && old.Type != made.Type ? $"is {old.Type}, not {made.Type}"
        : old.NotNull != made.NotNull ? old.NotNull ? "is NOT NULL" : "may be null"
        : null;

    private static (string What, string Difference)? Index(CreateIndex create, string name, ReviewedOperation reviewed)
    {
        var whole = new ObjectName(reviewed.NameOf(create.Table).Schema, name);
        if (reviewed.Before.Relations.Find(whole) is not { } known) return null;
        if (known is not TableIndex old) return ($"Index '{name}'", "it is no index");
        if (old.Table != reviewed.NameOf(create.Table)) return ($"Index '{name}'", $"it is on '{old.Table}'");
        var other = reviewed.Before.Apply(create with { Name = name + "\u0001", IfNotExists = false, Concurrently = false }).Schema.Relations.Find(whole with { Name = name + "\u0001" }) as TableIndex;
        return other is not null && (other.Elements != old.Elements || other.Unique != old.Unique || other.Where != old.Where || other.Method != old.Method)
            ? ($"Index '{name}'", "it is on " + (old.Unique == other.Unique ? string.Empty : old.Unique ? "unique values of " : "values that may repeat of ") + string.Join(", ", old.Elements) + (old.Where is null ? string.Empty : " where " + old.Where))
            : null;
    }
}
