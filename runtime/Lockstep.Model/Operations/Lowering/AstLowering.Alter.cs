using System.Globalization;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Operations.Lowering;

/// <content>ALTER TABLE and its like.</content>
internal sealed partial class AstLowering
{
    private void Alter(AlterTableStatement alter)
    {
        var table = Name(alter.Relation);
        foreach (var command in alter.Commands)
        {
            Operation? operation = alter.ObjectKind == "TYPE" ? Field(table, command)
                : command is { Action: "ChangeOwner", Role: { } role }
                    ? new SetOwner(new(ObjectKinds.Of(Relation(alter.ObjectKind)), table), Role(role)) { IfExists = alter.IfExists }
                : (Action(table, command) ?? ColumnAction(table, command)) is { } change ? On(alter, change)
                : null;
            if (operation is not null) Add(operation, command);
        }
    }

    private static TableChange On(AlterTableStatement alter, TableChange change) =>
        change with { Relation = Relation(alter.ObjectKind), IfTableExists = alter.IfExists, Only = alter.Relation.Only };

    private static RelationKind Relation(string kind) => kind switch
    {
        "FOREIGN_TABLE" => RelationKind.ForeignTable,
        "VIEW" => RelationKind.View,
        "MATVIEW" => RelationKind.MaterializedView,
        "INDEX" => RelationKind.Index,
        "SEQUENCE" => RelationKind.Sequence,
        _ => RelationKind.Table,
    };

    private TableChange? Action(QualifiedName table, AlterTableCommand command)
    {
        var name = command.Name?.Value ?? string.Empty;
        switch (command.Action)
        {
            case "AddColumn" when command.Column is { } column:
                return new AddColumn(table, Column(column)) { IfNotExists = command.MissingOk };
            case "AddConstraint" when command.Constraint is { } definition && Constraint(definition, null) is { } constraint:
                return new AddConstraint(table, constraint);
            case "DropColumn":
                return new DropColumn(table, name) { IfExists = command.MissingOk, Cascade = command.Cascade };
            case "DropConstraint":
                return new DropConstraint(table, name) { IfExists = command.MissingOk, Cascade = command.Cascade };
            case "ValidateConstraint":
                return new ValidateConstraint(table, name);
            case "AlterConstraint":
                return new AlterConstraint(table, name)
                {
                    Deferrable = command.Attributes?.IsDeferrable,
                    InitiallyDeferred = command.Attributes?.InitiallyDeferred,
                    Enforced = command.Attributes?.IsEnforced,
                    Inherits = command.Value == "inherit" ? true : command.Attributes?.NoInherit == true ? false : null,
                };
            case "SetRelOptions":
                return new SetTableOptions(table, Options(command.Options));
            case "ResetRelOptions":
                return new ResetTableOptions(table, OptionNames(command.Options));
            case "SetLogged" or "SetUnLogged":
                return new SetTableLogged(table, command.Action == "SetLogged");
            case "SetAccessMethod":
                return new SetTableAccessMethod(table, command.Name?.Value);
            case "SetTableSpace":
                return new SetTableTablespace(table, name);
            case "ClusterOn" or "DropCluster":
                return new SetClusterIndex(table, command.Name?.Value);
            case "ReplicaIdentity":
                var identity = Enum.TryParse<ReplicaIdentity>(command.Value, ignoreCase: true, out var known) ? known : ReplicaIdentity.Default;
                return new SetReplicaIdentity(table, identity, command.Path?.Name);
            case "AddInherit" or "DropInherit" when command.Relation is { } parent:
                return new SetInheritance(table, Name(parent), command.Action == "AddInherit");
            case "AddOf" or "DropOf":
                return new SetTableType(table, command.Path is { } type ? Name(type) : null);
            case "GenericOptions":
                return new SetForeignOptions(table, ForeignOptions(command.Options ?? []));
            case "EnableRowSecurity" or "DisableRowSecurity":
                return new SetRowSecurity(table, command.Action == "EnableRowSecurity");
            case "ForceRowSecurity" or "NoForceRowSecurity":
                return new SetRowSecurityForced(table, command.Action == "ForceRowSecurity");
            case "AttachPartition" when command.Relation is { } partition:
                return command.Bound is { } bound
                    ? new AttachPartition(table, Name(partition), Text(bound))
                    : new AttachIndexPartition(table, Name(partition));
            case "DetachPartition" or "DetachPartitionFinalize" when command.Relation is { } partition:
                return new DetachPartition(table, Name(partition))
                {
                    Concurrently = command.Concurrently,
                    Finalize = command.Action == "DetachPartitionFinalize",
                };
            default:
                return Firing(table, command);
        }
    }

    private static TableChange? Firing(QualifiedName table, AlterTableCommand command) => command.Action switch
    {
        "EnableTrig" or "EnableAlwaysTrig" or "EnableReplicaTrig" or "DisableTrig" => new SetTriggerState(table, command.Name?.Value, State(command.Action)),
        "EnableTrigAll" or "DisableTrigAll" => new SetTriggerState(table, null, State(command.Action)),
        "EnableTrigUser" or "DisableTrigUser" => new SetTriggerState(table, null, State(command.Action)) { UserOnly = true },
        "EnableRule" or "EnableAlwaysRule" or "EnableReplicaRule" or "DisableRule" =>
            new SetRuleState(table, command.Name?.Value ?? string.Empty, State(command.Action)),
        _ => null,
    };

    private static FiringState State(string action) =>
        action.StartsWith("Disable", StringComparison.Ordinal) ? FiringState.Disabled
        : action.StartsWith("EnableAlways", StringComparison.Ordinal) ? FiringState.Always
        : action.StartsWith("EnableReplica", StringComparison.Ordinal) ? FiringState.Replica
        : FiringState.Enabled;

    private TableChange? ColumnAction(QualifiedName table, AlterTableCommand command)
    {
        var name = command.Name?.Value ?? string.Empty;
        return command.Action switch
        {
            "AlterColumnType" when command.Column is { Type: { } type } column => new AlterColumnType(table, name, Text(type))
            {
                Collation = column.Collation is { } collation ? Name(collation).ToSql() : null,
                Using = TextOrNull(command.Expression),
            },
            "ColumnDefault" => new SetColumnDefault(table, name, TextOrNull(command.Expression)),
            "SetNotNull" => new SetNotNull(table, name),
            "DropNotNull" => new DropNotNull(table, name),
            "SetStatistics" => new SetColumnStatistics(
                table,
                command.Name?.Value ?? ColumnNumber(command),
                int.TryParse(command.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var target) && target >= 0 ? target : null),
            "SetOptions" => new SetColumnOptions(table, name, Options(command.Options)),
            "ResetOptions" => new ResetColumnOptions(table, name, OptionNames(command.Options)),
            "SetStorage" => new SetColumnStorage(table, name, command.Value ?? "default"),
            "SetCompression" => new SetColumnCompression(table, name, command.Value ?? "default"),
            "AddIdentity" => new AddIdentity(table, name, command.Constraint?.Generated?.IsAlways == true ? Identity.Always : Identity.ByDefault)
            {
                Sequence = Sequence(command.Constraint?.Generated?.SequenceOptions ?? []),
            },
            "SetIdentity" => new AlterIdentity(table, name)
            {
                Identity = command.Value switch
                {
                    "always" => Identity.Always,
                    "by default" => Identity.ByDefault,
                    _ => Identity.None,
                },
                Sequence = Sequence(command.SequenceOptions ?? []),
            },
            "DropIdentity" => new DropIdentity(table, name) { IfExists = command.MissingOk },
            "SetExpression" => new SetExpression(table, name, TextOrNull(command.Expression) ?? string.Empty),
            "DropExpression" => new DropExpression(table, name) { IfExists = command.MissingOk },
            "AlterColumnGenericOptions" => new SetColumnForeignOptions(table, name, ForeignOptions(command.Options ?? [])),
            _ => null,
        };
    }

    /// <summary>The first number in <c>ALTER COLUMN 1 SET STATISTICS 100</c>.</summary>
    private string ColumnNumber(AlterTableCommand command)
    {
        var text = Text(command);
        var start = text.IndexOfAny(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        return start < 0 ? string.Empty : new string([.. text.Substring(start).TakeWhile(char.IsDigit)]);
    }

    private FieldChange? Field(QualifiedName type, AlterTableCommand command) => command.Action switch
    {
        "AddColumn" when command.Column is { } column => new AddField(type, Column(column)) { Cascade = command.Cascade },
        "DropColumn" => new DropField(type, command.Name?.Value ?? string.Empty) { IfExists = command.MissingOk, Cascade = command.Cascade },
        "AlterColumnType" when command.Column is { Type: { } newType } column => new AlterFieldType(type, column.Name.Value, Text(newType))
        {
            Collation = column.Collation is { } collation ? Name(collation).ToSql() : null,
            Cascade = command.Cascade,
        },
        _ => null,
    };
}
