using System.Globalization;
using Lockstep.Model.Sql;
using Npgsql;

namespace Lockstep.Preflight.Checks;

/// <summary>The relations that are touched: who may change them, how near to a wraparound vacuum.</summary>
/// <param name="relations">The relations.</param>
/// <param name="server">The server's major version.</param>
internal sealed class RelationCheck(IReadOnlyList<TouchedRelation> relations, int server) : PreflightCheck(Question(server), Json(relations.Select(relation => relation.Name)))
{
    private static readonly (Needs Need, string Name, int Column)[] s_privileges =
    [
        (Needs.Insert, "INSERT", 5), (Needs.Update, "UPDATE", 6), (Needs.Delete, "DELETE", 7), (Needs.Truncate, "TRUNCATE", 8), (Needs.References, "REFERENCES", 9), (Needs.Trigger, "TRIGGER", 10),
    ];

    private int _unknown;

    /// <inheritdoc />
    public override void Read(NpgsqlDataReader row, PreflightReport report)
    {
        var relation = relations[row.GetInt32(0)];
        Privileges(row, relation, report);
        if (relation.Rewritten && row.GetBoolean(13)) _unknown++;
        if (relation.Mode >= LockMode.ShareUpdateExclusive && Number(row, 14) is { } age && Number(row, 15) is { } limit && age > limit)
        {
            report.Warning(
                "wraparound",
                string.Create(CultureInfo.InvariantCulture, $"Table {relation.Name} is {age:0} transactions old (autovacuum_freeze_max_age is {limit:0}): a vacuum against wraparound is due, which does not give way as others do."),
                $"VACUUM (FREEZE) {relation.Name}, before the run.");
        }
    }

    /// <inheritdoc />
    public override void End(PreflightReport report)
    {
        if (_unknown > 0) report.Fact(string.Create(CultureInfo.InvariantCulture, $"the size of {_unknown} tables that are written anew is not known: they are locked"));
    }

    private static void Privileges(NpgsqlDataReader row, TouchedRelation relation, PreflightReport report)
    {
        var (role, owner, isOwner) = (row.GetString(1), row.GetString(2), row.GetBoolean(3));
        var name = relation.Name.ToString();
        var (asOwner, to) = (new[] { Needs.Owner, Needs.Drop, Needs.Maintain }, SqlIdentifier.Quote(role));
        foreach (var (need, sure) in asOwner.SelectMany(need => Levels(relation, need)))
        {
            if (isOwner || (need == Needs.Drop && row.GetBoolean(4)) || (need == Needs.Maintain && row.GetBoolean(11))) continue;
            Tell(
                report,
                sure,
                string.Create(CultureInfo.InvariantCulture, $"Role {role} does not own {row.GetString(12)} {name}, which {relation.Version} {(need == Needs.Drop ? "drops" : need == Needs.Maintain ? "maintains" : "changes")}; its owner is {owner}"),
                $"Run with --role {owner}, or as a role that GRANT {SqlIdentifier.Quote(owner)} TO {to} was done for.");
            return;
        }

        foreach (var (need, privilege, column) in s_privileges)
        {
            foreach (var (_, sure) in Levels(relation, need))
            {
                if (row.GetBoolean(column)) continue;
                Tell(report, sure, string.Create(CultureInfo.InvariantCulture, $"Role {role} lacks {privilege} on {name}, which {relation.Version} needs"), $"GRANT {privilege} ON {name} TO {to}.");
            }
        }
    }

    private static IEnumerable<(Needs Need, bool Sure)> Levels(TouchedRelation relation, Needs need)
    {
        if (relation.Needs.HasFlag(need)) yield return (need, true);
        else if (relation.LaterNeeds.HasFlag(need)) yield return (need, false);
    }

    private static void Tell(PreflightReport report, bool sure, string text, string next)
    {
        if (sure) report.Error("privileges", text + ".", next);
        else report.Warning("privileges", text + ", unless the migrations change that first.", next);
    }

    private static string Question(int server) => Touched + $"""
        SELECT i, current_user::text, pg_get_userbyid(relowner)::text, pg_has_role(relowner, 'USAGE'), pg_has_role(nspowner, 'USAGE'),
            {Any("INSERT")}, {Any("UPDATE")}, {Whole("DELETE")}, {Whole("TRUNCATE")}, {Any("REFERENCES")}, {Whole("TRIGGER")},
            {(server >= 17 ? Whole("MAINTAIN") : "false")},
            CASE relkind WHEN 'i' THEN 'index' WHEN 'I' THEN 'index' WHEN 'S' THEN 'sequence' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' ELSE 'table' END,
            EXISTS (SELECT FROM pg_locks WHERE locktype = 'relation' AND pg_locks.relation = touched.relation AND mode = 'AccessExclusiveLock'),
            CASE WHEN relkind IN ('r', 'm') AND relfrozenxid <> '0' THEN age(relfrozenxid) END::float8,
            current_setting('autovacuum_freeze_max_age')::float8
        FROM touched
        """;

    private static string Whole(string privilege) => $"has_table_privilege(relation, '{privilege}')";

    private static string Any(string privilege) => $"(has_table_privilege(relation, '{privilege}') OR has_any_column_privilege(relation, '{privilege}'))";
}
