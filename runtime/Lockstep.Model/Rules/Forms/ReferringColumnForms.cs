using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Design;
using Lockstep.Model.Rules.Locks;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Forms;

/// <summary>New columns that refer to columns of another type: they get that type.</summary>
internal static class ReferringColumnForms
{
    private static readonly string[] s_integers = ["int2", "int4", "int8"];

    /// <summary>The form; null where something else of the column depends on its type, or the column is there already.</summary>
    public static SafeForm? Of(ReviewedOperation reviewed)
    {
        if (reviewed.Operation is not (AddColumn or CreateTable) || reviewed.Operation.Incomplete || reviewed.Statement.IsDown) return null;
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (own, referenced) in Differing(reviewed.Operation, reviewed.Before))
        {
            if (types.TryGetValue(own.Name, out var other) && other != referenced.Type) return null;
            if (!CanBe(own, referenced, reviewed)) return null;
            types[own.Name] = referenced.Type;
        }

        if (types.Count == 0 || With(reviewed.Operation, types) is not { } changed) return null;
        var after = reviewed.Before.Apply(changed);
        return after.Problems.Any(problem => !problem.IsNote) || Differing(changed, reviewed.Before).Any() ? null : new("Give it the type of the column that it refers to", EquatableArray.Of(changed));
    }

    private static IEnumerable<(Column Own, Column Referenced)> Differing(Operation operation, DatabaseSchema before)
    {
        var after = before.Apply(operation).Schema;
        if (NewConstraints.TableOf(operation) is not { } name || after.FindTable(name) is not { } table) return [];
        var old = before.Relations.Find(table.Name) as Table;
        return table.Constraints
            .Where(constraint => constraint.Definition is ForeignKeyConstraint && old?.Constraint(constraint.Name) is null)
            .SelectMany(constraint => ForeignKeyOfOtherType.Pairs(table, (ForeignKeyConstraint)constraint.Definition, after))
            .Where(pair => ForeignKeyTypeDiffers.Differ(pair.Own.Type, pair.Referenced.Type, after))
            .Select(pair => (pair.Own, pair.Referenced));
    }

    /// <summary>Among integers all that can be said of one can be said of another. Of other types only the column alone is known to bear it.</summary>
    private static bool CanBe(Column own, Column referenced, ReviewedOperation reviewed)
    {
        var definition = Columns(reviewed.Operation).FirstOrDefault(column => column.Name == own.Name);
        if (definition is null || definition.GeneratedAs is not null || definition.Type.IndexOf("serial", StringComparison.OrdinalIgnoreCase) >= 0) return false;
        if (s_integers.Contains(ForeignKeyOfOtherType.Bare(own.Type, reviewed.After)) && s_integers.Contains(ForeignKeyOfOtherType.Bare(referenced.Type, reviewed.After))) return true;
        if (definition is not { Default: null, Check: null, Collation: null, Identity: Identity.None, Storage: null, Compression: null } || definition.AllConstraints().Any(constraint => constraint is CheckConstraint)) return false;
        return reviewed.Operation is not CreateTable create ||
            (!ExpressionText.Uses(create.PartitionBy ?? string.Empty, own.Name) &&
            create.Constraints.All(constraint => constraint is ForeignKeyConstraint or IndexConstraint and not ExclusionConstraint || !ExpressionText.Uses(SqlWriter.Write(constraint), own.Name)) &&
            create.Columns.All(column => column.GeneratedAs is not { } value || !ExpressionText.Uses(value, own.Name)));
    }

    private static IEnumerable<ColumnDefinition> Columns(Operation operation) => operation switch
    {
        AddColumn add => [add.Column],
        CreateTable create => create.Columns,
        _ => [],
    };

    private static Operation? With(Operation operation, Dictionary<string, string> types)
    {
        return operation switch
        {
            AddColumn add => add with { Column = Of(add.Column), Origin = Origin.None },
            CreateTable create => create with { Columns = new(create.Columns.Select(Of)), Origin = Origin.None },
            _ => null,
        };

        ColumnDefinition Of(ColumnDefinition column) => types.TryGetValue(column.Name, out var type) ? column with { Type = Spelled(type, column.Type) } : column;
    }

    /// <summary>As people write it, in capitals if the other one is.</summary>
    private static string Spelled(string type, string like)
    {
        var name = type switch
        {
            "int2" => "smallint",
            "int4" => "integer",
            "int8" => "bigint",
            _ => type,
        };
        return name.All(c => c is >= 'a' and <= 'z') && !like.Any(char.IsLower) ? name.ToUpperInvariant() : name;
    }
}
