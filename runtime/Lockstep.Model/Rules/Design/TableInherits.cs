using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5023.</summary>
public sealed class TableInherits : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5023",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "Tables do not inherit",
        "Table '{0}' {1}; {2}",
        "Keys and foreign keys of the parent do not hold for its children, every query of the parent reads them too, and a change of one changes all. Partitions have none of " +
        "these surprises; a typed table changes when its type does.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        const string WhatToDo = "partition the parent, or refer to it with a foreign key";
        switch (reviewed.Operation)
        {
            case CreateTable { Inherits: [var parent, ..] } create:
                report.Add(Info, create.Origin, create.Table.ToString(), $"inherits from '{parent}', whose primary key and foreign keys do not hold for it", WhatToDo);
                break;
            case SetInheritance { Inherits: true } set:
                report.Add(Info, set.Origin, set.Table.ToString(), $"inherits from '{set.Parent}', whose primary key and foreign keys do not hold for it", WhatToDo);
                break;
            case CreateTable { OfType: { } type } create:
                report.Add(Info, create.Origin, create.Table.ToString(), $"is of the type '{type}' and changes with it", "name its columns");
                break;
        }
    }
}
