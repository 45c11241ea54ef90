using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5026.</summary>
public sealed class AutovacuumOff : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5026",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "Autovacuum stays on",
        "{0} is off for '{1}': dead rows pile up and statistics grow old until somebody thinks of it; leave it on, and set autovacuum_vacuum_scale_factor or " +
        "autovacuum_vacuum_cost_limit if it comes too often or too seldom",
        "A table that is never vacuumed grows without end, its queries slow down, and in the end PostgreSQL vacuums it all the same, against the wraparound of transaction ids, " +
        "when it suits nobody.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        switch (reviewed.Operation)
        {
            case CreateTable { Temporary: false } create:
                Check(create.Storage.Options, create.Table);
                break;
            case CreateTableAs { Persistence: not Persistence.Temporary } create:
                Check(create.Storage.Options, create.Table);
                break;
            case CreatePartition { Persistence: not Persistence.Temporary } create:
                Check(create.Storage.Options, create.Table);
                break;
            // For a while is how a bulk load does it.
            case SetTableOptions set when !IsTakenBack(set, reviewed, review):
                Check(set.Options, set.Table);
                break;
        }

        void Check(EquatableArray<OptionSetting> options, QualifiedName table)
        {
            if (options.FirstOrDefault(IsOff) is { } off) report.Add(Info, reviewed.Origin, off.Name, table.ToString());
        }
    }

    private static bool IsOff(OptionSetting option) =>
        option.Name is "autovacuum_enabled" or "toast.autovacuum_enabled" && option.Value?.Trim('\'').ToLowerInvariant() is "false" or "off" or "0" or "no";

    private static bool IsTakenBack(SetTableOptions set, ReviewedOperation reviewed, MigrationReview review) =>
        review.AfterUp.Find(set.Table) is { } after && reviewed.Table(set.Table) is not null && !after.Options.Any(IsOff);
}
