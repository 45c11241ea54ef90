using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Compatibility;

/// <summary>LS3001.</summary>
public sealed class ColumnDropped : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS3001",
        RuleCategory.Compatibility,
        RuleSeverity.Error,
        "A column is dropped only after a migration that deprecated it",
        "Column '{0}.{1}' is dropped: its data is lost, and application versions that still name it fail; deprecate it in this release " +
        "([Deprecates(\"{0}.{1}\")]) and drop it in a later one",
        "While a release rolls out, the version before it still runs and still reads and writes the column. Deprecate first, release, " +
        "then drop. No Down brings the data back.");

    /// <inheritdoc />
    public override void Check(MigrationScript script, Report report)
    {
        var created = new CreatedObjects();
        var added = new HashSet<(QualifiedName, string)>();
        foreach (var operation in MigrationScript.OpenWithBlocks(script.Up))
        {
            created.Note(operation);
            if (operation is AddColumn { IfNotExists: false } add) added.Add((add.Table, add.Column.Name));
            if (operation is not DropColumn drop) continue;
            if (created.Contains(drop.Table) || added.Contains((drop.Table, drop.Column)) || IsDeprecated(script, drop)) continue;
            report.Add(Info, drop.Origin, drop.Table.ToString(), drop.Column);
        }
    }

    private static bool IsDeprecated(MigrationScript script, DropColumn drop)
    {
        foreach (var deprecated in script.Deprecated)
        {
            var dot = deprecated.LastIndexOf('.');
            if (dot > 0 && deprecated.Substring(dot + 1) == drop.Column &&
                QualifiedName.Parse(deprecated.Substring(0, dot)).Matches(drop.Table))
            {
                return true;
            }
        }

        return false;
    }
}
