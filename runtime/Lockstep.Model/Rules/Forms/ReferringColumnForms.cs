using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Design;
using Lockstep.Model.Rules.Locks;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Forms;

/// <summary>Columns that refer to columns of another type: they get that type.</summary>
internal static class ReferringColumnForms
{
    private static readonly string[] s_integers = ["int2", "int4", "int8"];

    /// <summary>The form; null where something else of the column depends on its type.</summary>
    public static SafeForm? Of(ReviewedOperation reviewed, MigrationReview review)
    {
        if (reviewed.Operation is AddConstraint add) return OfExisting(add, reviewed, review);
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

    /// <summary>A column that is there already: another one of the type takes over, and then the foreign key is added. Who adds it NOT VALID has the rest of it elsewhere.</summary>
    private static SafeForm? OfExisting(AddConstraint add, ReviewedOperation reviewed, MigrationReview review)
    {
        if (add is not { Incomplete: false, Constraint: ForeignKeyConstraint { NotValid: false, NotEnforced: false } key } || reviewed.IsMadeHere(add.Table)) return null;
        if (Differing(add, reviewed.Before).ToList() is not [var (own, referenced)] || !Widens(own.Type, referenced.Type, reviewed.Before)) return null;
        var name = FormNames.Of(add, reviewed.Before);
        var alter = new AlterColumnType(add.Table, own.Name, Spelled(referenced.Type, own.Type));
        if (ColumnMove.Retyped(alter, name, reviewed, review) is not { } move) return null;
        var notValid = new AddConstraint(add.Table, key with { Name = name, NotValid = true }) { StartsStep = true };
        var switching = move.Later[0];
        var added = switching with
        {
            Up = new([.. switching.Up, notValid, new ValidateConstraint(add.Table, name) { StartsStep = true }]),
            Down = new([new DropConstraint(add.Table, name), .. switching.Down]),
        };
        return move with { Title = "Let a new column of the type that it refers to take over in later migrations, and add the foreign key then", Later = new([added, .. move.Later.Skip(1)]), ComesFirst = true };
    }

    /// <summary>Whether each value of the one type is one of the other, the same to whoever compares them.</summary>
    private static bool Widens(string type, string wider, DatabaseSchema schema) =>
        Array.IndexOf(s_integers, ForeignKeyOfOtherType.Bare(type, schema)) is >= 0 and var own &&
        ForeignKeyOfOtherType.Bare(wider, schema) is var other && (other == "numeric" || Array.IndexOf(s_integers, other) > own);

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
