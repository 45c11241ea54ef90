using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2035.</summary>
public sealed class ForeignKeyOfOtherType : OperationRule
{
    /// <summary>
    /// For each type of the referenced column the others that may refer to it: those that its index can compare with it, and those that become it
    /// without being asked. Each pair is compared with what servers do.
    /// </summary>
    private static readonly Dictionary<string, string[]> s_mayReferTo = new()
    {
        ["int2"] = ["int4", "int8"],
        ["int4"] = ["int2", "int8"],
        ["int8"] = ["int2", "int4"],
        ["numeric"] = ["int2", "int4", "int8"],
        ["float4"] = ["int2", "int4", "int8", "numeric", "float8"],
        ["float8"] = ["int2", "int4", "int8", "numeric", "float4"],
        ["oid"] = ["int2", "int4", "int8"],
        ["text"] = ["varchar", "bpchar", "name"],
        ["varchar"] = ["text", "bpchar", "name"],
        ["bpchar"] = ["text", "varchar"],
        ["name"] = ["text", "varchar", "bpchar"],
        ["date"] = ["timestamp", "timestamptz"],
        ["timestamp"] = ["date", "timestamptz"],
        ["timestamptz"] = ["date", "timestamp"],
        ["time"] = [],
        ["timetz"] = ["time"],
        ["interval"] = ["time"],
        ["inet"] = ["cidr"],
        ["cidr"] = ["inet"],
        ["bit"] = ["varbit"],
        ["varbit"] = ["bit"],
        ["uuid"] = [],
        ["bool"] = [],
        ["bytea"] = [],
        ["macaddr"] = [],
        ["money"] = [],
        ["jsonb"] = [],
        ["tsvector"] = [],
    };

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2035",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A foreign key's columns can be compared with those that they refer to",
        "PostgreSQL refuses foreign key '{0}' of '{1}': {2} can't refer to {3}; give the column the type {4}",
        "PostgreSQL must be able to look a value up in the referenced table's index. Between types such as uuid and text it can't.");

    /// <summary>Whether PostgreSQL lets a column refer to another; null if it is not known.</summary>
    /// <param name="type">The type of the column.</param>
    /// <param name="referenced">The type of the other.</param>
    internal static bool? MayReferTo(string type, string referenced)
    {
        if (!s_mayReferTo.TryGetValue(referenced, out var others) || !s_mayReferTo.ContainsKey(type)) return null;
        return type == referenced || others.Contains(type);
    }

    /// <summary>The columns of a foreign key with those that they refer to.</summary>
    internal static IEnumerable<(Column Own, Column Referenced, Table Target)> Pairs(Table table, ForeignKeyConstraint key, DatabaseSchema schema)
    {
        if (schema.FindTable(key.Target.Table) is not { } target || key.Columns.Count != key.Target.Columns.Count) yield break;
        for (var at = 0; at < key.Columns.Count; at++)
        {
            if (table.Column(key.Columns[at]) is { } own && target.Column(key.Target.Columns[at]) is { } referenced) yield return (own, referenced, target);
        }
    }

    /// <summary>The type under domains, without length and precision.</summary>
    internal static string Bare(string type, DatabaseSchema schema)
    {
        for (var depth = 0; depth < 20; depth++)
        {
            var name = Sql.QualifiedName.Parse(type);
            if (schema.Types.Find(new(name.Schema ?? "public", name.Name)) is not DomainType domain) break;
            type = domain.Type;
        }

        var open = type.IndexOf('(');
        var bare = open < 0 ? type : type.Remove(open, type.IndexOf(')', open) + 1 - open);
        // The catalog's view calls character of one character so.
        return bare == "char" ? "bpchar" : bare;
    }

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        foreach (var (table, constraint, key) in NewConstraints.ForeignKeys(reviewed))
        {
            foreach (var (own, referenced, target) in Pairs(table, key, reviewed.After))
            {
                if (MayReferTo(Bare(own.Type, reviewed.After), Bare(referenced.Type, reviewed.After)) is not false) continue;
                report.Add(
                    Info,
                    reviewed.Origin,
                    constraint.Name,
                    table.Name.ToString(),
                    $"'{own.Name}' ({own.Type})",
                    $"'{target.Name}.{referenced.Name}' ({referenced.Type})",
                    referenced.Type);
            }
        }
    }
}
