using Lockstep.Model;
using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Catalog;

/// <summary>What rows of objects of many kinds say beyond the statement that makes them.</summary>
internal static class OtherObjects
{
    /// <summary>The name under which the schema keeps the object.</summary>
    public static string Name(ObjectKind kind, string name, Operation definition, Func<string, string> typeOf) => kind switch
    {
        ObjectKind.Operator => OperatorNames.Of((DefineObject)definition, typeOf),
        ObjectKind.Cast => OperatorNames.OfCast(name, typeOf),
        _ => name,
    };

    /// <summary>The later statements that make of the object what it is.</summary>
    public static EquatableArray<Operation> Changes(ObjectKind kind, OtherRow row, Operation definition)
    {
        if (row.State is not { } state) return default;
        return kind switch
        {
            ObjectKind.Statistics when definition is CreateStatistics { Name: { } name } && int.TryParse(state, System.Globalization.CultureInfo.InvariantCulture, out var target) => One(new SetStatisticsTarget(name, target)),
            ObjectKind.EventTrigger when state != "O" => One(new SetEventTriggerState(row.Name, state switch
            {
                "D" => FiringState.Disabled,
                "R" => FiringState.Replica,
                _ => FiringState.Always,
            })),
            ObjectKind.Subscription => One(new AlterSubscription(row.Name, state == "true" ? "ENABLE" : "DISABLE")),
            ObjectKind.TextSearchConfiguration => new(state.Split(' ').Select(map => map.Split(':')).Select(map =>
                (Operation)new AlterObject(new(kind, new(row.Space, row.Name)), $"ADD MAPPING FOR {map[0]} WITH {map[1].Replace(",", ", ", StringComparison.Ordinal)}"))),
            _ => default,
        };
    }

    private static EquatableArray<Operation> One(Operation operation) => EquatableArray.Of(operation);
}
