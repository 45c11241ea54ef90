using Lockstep.Model.Operations;

namespace Lockstep.Model.Schema;

/// <summary>Compares schemas.</summary>
public static class SchemaDiff
{
    /// <summary>
    /// What is different, in words, a line each: <c>column users.note stays</c> where only the second has it, <c>… is missing</c> where only the
    /// first has it. The order of columns is no difference: PostgreSQL can't bring a dropped one back to its place.
    /// </summary>
    /// <param name="expected">The schema as it should be.</param>
    /// <param name="actual">The schema as it is.</param>
    public static IReadOnlyList<string> Between(DatabaseSchema expected, DatabaseSchema actual)
    {
        var pair = new SchemaPair(expected, actual);
        var lines = new List<string>();
        Compare(expected.Schemas, actual.Schemas, pair.Same, "schema", lines);
        Relations(expected, actual, pair, lines);
        Compare(expected.Types, actual.Types, pair.Same, "type", lines);
        Compare(expected.Routines, actual.Routines, pair.Same, "function", lines);
        Compare(expected.Others, actual.Others, pair.Same, null, lines, pair.IsCompared);
        Compare(pair.ExpectedDefaults, pair.ActualDefaults, static (left, right) => left == right, "default privileges", lines);
        return lines;
    }

    private static void Compare<T>(ObjectCollection<T> expected, ObjectCollection<T> actual, Func<T, T, bool> same, string? kind, List<string> lines, Func<T, bool>? which = null)
        where T : SchemaObject
    {
        List<string>? extra = null;
        foreach (var (item, other) in expected.PairsThatDiffer(actual))
        {
            if (which?.Invoke((item ?? other)!) == false) continue;
            if (item is null) (extra ??= []).Add(NameOf(other!, kind) + " stays");
            else if (other is null) lines.Add(NameOf(item, kind) + " is missing");
            else if (!same(item, other)) lines.Add(NameOf(item, kind) + " is not what it was" + Details(item, other));
        }

        if (extra is not null) lines.AddRange(extra);
    }

    private static string NameOf(SchemaObject item, string? kind) => item switch
    {
        OtherObject other => other.Kind.Words().ToLowerInvariant() + " " + other.Name,
        Routine routine => (routine.Kind == ObjectKind.Procedure ? "procedure " : routine.Kind == ObjectKind.Aggregate ? "aggregate " : "function ") + routine.Name + "(" + routine.Name.Signature + ")",
        Table => "table " + item.Name,
        View { Materialized: true } => "materialized view " + item.Name,
        View => "view " + item.Name,
        TableIndex => "index " + item.Name,
        Sequence => "sequence " + item.Name,
        _ => (kind ?? "object") + " " + item.Name,
    };

    private static string Details(SchemaObject left, SchemaObject right) =>
        left.Comment != right.Comment ? ": its comment differs"
        : left.Owner != right.Owner ? $": its owner is {right.Owner ?? "the one who made it"}, and was {left.Owner ?? "the one who made it"}"
        : left.Grants != right.Grants ? ": what is granted on it differs"
        : string.Empty;

    private static void Relations(DatabaseSchema expected, DatabaseSchema actual, SchemaPair pair, List<string> lines)
    {
        List<string>? extra = null;
        foreach (var (relation, other) in expected.Relations.PairsThatDiffer(actual.Relations))
        {
            if (relation is not null && (other is null || other.GetType() != relation.GetType())) lines.Add(NameOf(relation, null) + " is missing");
            if (other is not null && (relation is null || other.GetType() != relation.GetType())) (extra ??= []).Add(NameOf(other, null) + " stays");
            if (relation is null || other is null || other.GetType() != relation.GetType() || relation == other) continue;

            var (one, another) = pair.Normal(relation, other);
            if (one == another) continue;
            var before = lines.Count;
            if (one is RowRelation left && another is RowRelation right) Rows(left, right, (RowRelation)relation, (RowRelation)other, lines);
            if (Bare(one) != Bare(another)) lines.Add(NameOf(relation, null) + " is not what it was" + (relation is Sequence or TableIndex ? Details(one, another) : Property(one, another)));
            else if (lines.Count == before && relation is not RowRelation) lines.Add(NameOf(relation, null) + " is not what it was");
        }

        if (extra is not null) lines.AddRange(extra);
    }

    /// <summary>The relation without its parts, which are compared one by one.</summary>
    private static Relation Bare(Relation relation) => relation switch
    {
        Table table => table with { Columns = default, Triggers = default, Rules = default, Constraints = default, Policies = default },
        View view => view with { Columns = default, Triggers = default, Rules = default },
        _ => relation,
    };

    private static string Property(Relation left, Relation right) => (left, right) switch
    {
        (Table before, Table after) when before.RowSecurity != after.RowSecurity => ": row level security is " + (after.RowSecurity ? "on" : "off"),
        (Table before, Table after) when before.RowSecurityForced != after.RowSecurityForced => ": row level security is " + (after.RowSecurityForced ? "forced" : "not forced"),
        (Table before, Table after) when before.Bounds != after.Bounds => $": its bounds are {after.Bounds ?? "none"}, and were {before.Bounds ?? "none"}",
        (View before, View after) when before.Query != after.Query => ": its query differs",
        _ when left.Options != right.Options => ": its options differ",
        _ when left.Persistence != right.Persistence => $": it is {right.Persistence.ToString().ToLowerInvariant()}",
        _ => Details(left, right),
    };

    private static void Rows(RowRelation left, RowRelation right, RowRelation written, RowRelation there, List<string> lines)
    {
        // What differs is told in the words in which it was written.
        Parts(left.Columns, right.Columns, column => column.Name, "column " + left.Name + ".", string.Empty, lines, (one, another) => Changes(one, another, written.Column(one.Name)!, there.Column(one.Name)!));
        Parts(left.Triggers, right.Triggers, trigger => trigger.Name, "trigger ", " on " + left.Name, lines);
        Parts(left.Rules, right.Rules, rule => rule.Name, "rule ", " on " + left.Name, lines);
        if (left is not Table before || right is not Table after) return;
        Parts(before.Constraints, after.Constraints, constraint => constraint.Name, "constraint ", " of " + left.Name, lines, Changes);
        Parts(before.Policies, after.Policies, policy => policy.Name, "policy ", " on " + left.Name, lines);
    }

    private static void Parts<T>(
        EquatableArray<T> left, EquatableArray<T> right, Func<T, string> name, string before, string after, List<string> lines, Func<T, T, string>? changes = null)
        where T : class, IEquatable<T>
    {
        foreach (var item in left)
        {
            var what = before + name(item) + after;
            var other = right.FirstOrDefault(it => name(it) == name(item));
            if (other is null) lines.Add(what + " is missing");
            else if (!item.Equals(other)) lines.Add(what + " is not what it was" + changes?.Invoke(item, other));
        }

        lines.AddRange(right.Where(item => left.All(it => name(it) != name(item))).Select(item => before + name(item) + after + " stays"));
    }

    private static string Changes(Column left, Column right, Column written, Column there) =>
        left.Type != right.Type ? $": its type is {there.Type}, and was {written.Type}"
        : left.NotNull != right.NotNull ? right.NotNull ? ": it is NOT NULL" : ": it may be null"
        : left.NotNullConstraint != right.NotNullConstraint ? $": its NOT NULL constraint is {there.NotNullConstraint?.Name ?? "none"}, and was {written.NotNullConstraint?.Name ?? "none"}"
        : left.Default != right.Default ? $": its default is {there.Default ?? "none"}, and was {written.Default ?? "none"}"
        : left.GeneratedAs != right.GeneratedAs ? ": what it is generated from differs"
        : left.Identity != right.Identity ? ": its identity differs"
        : left.Comment != right.Comment ? ": its comment differs"
        : string.Empty;

    private static string Changes(SchemaConstraint left, SchemaConstraint right) =>
        left.Definition.NotValid != right.Definition.NotValid ? right.Definition.NotValid ? ": it is not valid" : ": it is valid"
        : left.Comment != right.Comment ? ": its comment differs"
        : string.Empty;
}
