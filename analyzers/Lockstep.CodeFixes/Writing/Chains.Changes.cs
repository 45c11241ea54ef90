using System.Globalization;
using Lockstep.Model.Operations;
using static Lockstep.CodeFixes.Writing.CSharpText;

namespace Lockstep.CodeFixes.Writing;

/// <content>ALTER TABLE and its like.</content>
internal static partial class Chains
{
    private static VerbChain? OfChange(TableChange change)
    {
        if (OfRename(change) is { } rename) return rename;
        if (VerbOf(change.Relation) is not { } verb) return null;
        var chain = new VerbChain("Alter").Call(verb, Authored(change.Table)).If(change.IfTableExists, "IfExists").If(change.Only, "Only").EndHead();
        return change.Relation switch
        {
            RelationKind.View => change is SetColumnDefault view
                ? view.Default is { } value ? chain.Call("SetDefault", view.Column, value) : chain.Call("DropDefault", view.Column)
                : OfRelation(chain, change),
            RelationKind.Index => change is SetColumnStatistics statistics && int.TryParse(statistics.Column, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? chain.Call("SetStatistics", number, statistics.Target)
                : OfRelation(chain, change),
            RelationKind.Table => OfRelation(chain, change) ?? OfConstraint(chain, change) ?? OfTableChange(chain, change) ?? OfColumn(chain, change),
            _ => OfRelation(chain, change),
        };
    }

    private static VerbChain? OfRename(TableChange change)
    {
        // Rename has no IF EXISTS.
        if (change.IfTableExists || change.Only) return null;
        return change switch
        {
            RenameTable { Relation: not RelationKind.ForeignTable } rename =>
                new VerbChain("Rename").Call(rename.Relation.ToString(), Authored(rename.Table)).Call("To", rename.NewName),
            RenameColumn rename => OnTable("Column", rename.Column, rename.NewName),
            RenameConstraint rename => OnTable("Constraint", rename.Name, rename.NewName),
            _ => null,
        };

        VerbChain? OnTable(string kind, string name, string newName) => change.Relation == RelationKind.Table
            ? new VerbChain("Rename").Call(kind, name).Call("OnTable", Authored(change.Table)).Call("To", newName)
            : null;
    }

    private static string? VerbOf(RelationKind relation) => relation switch
    {
        RelationKind.Table or RelationKind.View or RelationKind.MaterializedView or RelationKind.Index => relation.ToString(),
        _ => null,
    };

    private static VerbChain? OfRelation(VerbChain chain, TableChange change) => change switch
    {
        SetTableSchema set => chain.Call("SetSchema", set.Schema),
        SetTableOptions { Options: [var only] } => chain.Call("SetOption", only.Name, only.Value),
        ResetTableOptions reset => chain.Call("ResetOptions", reset.Options),
        SetTableTablespace set => chain.Call("SetTablespace", set.Tablespace),
        AttachIndexPartition attach => chain.Call("AttachPartition", Authored(attach.Partition)),
        _ => null,
    };

    private static VerbChain? OfTableChange(VerbChain chain, TableChange change)
    {
        switch (change)
        {
            case AddColumn add:
                chain.Part("AddColumn", add.Column.Name, TypeVerb.Of(add.Column.Type)).If(add.IfNotExists, "IfNotExists");
                Column(chain, add.Column);
                return chain;
            case DropColumn drop:
                return chain.Part("DropColumn", Flags(drop.Column, drop.IfExists, drop.Cascade));
            case RenameColumn rename:
                return chain.Part("RenameColumn", rename.Column, rename.NewName);
            case AttachPartition attach:
                return chain.Call("AttachPartition", Authored(attach.Partition), attach.Bounds);
            case DetachPartition detach:
                List<object?> arguments = [Authored(detach.Partition)];
                if (detach.Concurrently) arguments.Add(new Named("concurrently", true));
                if (detach.Finalize) arguments.Add(new Named("finalize", true));
                return chain.Call("DetachPartition", [.. arguments]);
            case SetRowSecurity set:
                return chain.Part(set.Enabled ? "EnableRowLevelSecurity" : "DisableRowLevelSecurity");
            case SetRowSecurityForced set:
                return chain.Part(set.Forced ? "ForceRowLevelSecurity" : "NoForceRowLevelSecurity");
            case SetTableLogged set:
                return chain.Part(set.Logged ? "SetLogged" : "SetUnlogged");
            case SetTableAccessMethod { Method: { } method }:
                return chain.Part("SetAccessMethod", method);
            case SetReplicaIdentity set:
                return set.Index is { } index ? chain.Part("ReplicaIdentityUsingIndex", index) : chain.Part("ReplicaIdentity" + set.Identity);
            case SetTriggerState set:
                return OfTriggerState(chain, set);
            case SetRuleState set:
                return chain.Part(set.State == FiringState.Disabled ? "DisableRule" : "EnableRule", set.Rule);
            case SetInheritance set:
                return chain.Part(set.Inherits ? "Inherit" : "NoInherit", Authored(set.Parent));
            case SetClusterIndex set:
                return set.Index is { } clustered ? chain.Part("ClusterOn", clustered) : chain.Part("SetWithoutCluster");
            default:
                return null;
        }
    }

    private static VerbChain? OfTriggerState(VerbChain chain, SetTriggerState set) => set switch
    {
        { UserOnly: true } => chain.Part(set.State == FiringState.Disabled ? "DisableUserTriggers" : "EnableUserTriggers"),
        { Trigger: null } => chain.Part(set.State == FiringState.Disabled ? "DisableTrigger" : "EnableTrigger"),
        { State: FiringState.Enabled or FiringState.Disabled } =>
            chain.Part(set.State == FiringState.Disabled ? "DisableTrigger" : "EnableTrigger", set.Trigger),
        _ => chain.Part("Enable" + set.State + "Trigger", set.Trigger),
    };

    private static object?[] Flags(string name, bool ifExists, bool cascade)
    {
        List<object?> arguments = [name];
        if (ifExists) arguments.Add(new Named("ifExists", true));
        if (cascade) arguments.Add(new Named("cascade", true));
        return [.. arguments];
    }

    private static VerbChain? OfConstraint(VerbChain chain, TableChange change)
    {
        switch (change)
        {
            case AddConstraint { Constraint: { Name: { } name } constraint }:
                return OfNew(chain, name, constraint);
            case ValidateConstraint validate:
                return chain.Part("ValidateConstraint", validate.Name);
            case DropConstraint drop:
                return chain.Part("DropConstraint", Flags(drop.Name, drop.IfExists, drop.Cascade));
            case RenameConstraint rename:
                return chain.Part("RenameConstraint", rename.Name, rename.NewName);
            case AlterConstraint alter:
                List<object?> arguments = [alter.Name];
                if (alter.Deferrable is { } deferrable) arguments.Add(new Named("deferrable", deferrable));
                if (alter.InitiallyDeferred is { } deferred) arguments.Add(new Named("initiallyDeferred", deferred));
                if (alter.Enforced is { } enforced) arguments.Add(new Named("enforced", enforced));
                return chain.Part("AlterConstraint", [.. arguments]);
            default:
                return null;
        }
    }

    private static VerbChain? OfNew(VerbChain chain, string name, TableConstraint constraint)
    {
        switch (constraint)
        {
            case PrimaryKeyConstraint key:
                chain.Part("AddPrimaryKey", name, new Rest(key.Columns)).If(key.UsingIndex is not null, "UsingIndex", key.UsingIndex)
                    .If(!key.Include.IsEmpty, "Include", new Rest(key.Include));
                break;
            case UniqueConstraint key:
                chain.Part("AddUnique", name, new Rest(key.Columns)).If(key.UsingIndex is not null, "UsingIndex", key.UsingIndex)
                    .If(key.NullsNotDistinct, "NullsNotDistinct").If(!key.Include.IsEmpty, "Include", new Rest(key.Include));
                break;
            case CheckConstraint check:
                return chain.Part("AddCheck", name, check.Condition)
                    .If(check.NoInherit, "NoInherit").If(check.NotEnforced, "NotEnforced").If(check.NotValid, "NotValid");
            case ExclusionConstraint { Method: { } method } exclusion:
                chain.Part("AddExclusion", name, method, new Rest(exclusion.Elements)).If(exclusion.Where is not null, "Where", exclusion.Where);
                break;
            case ForeignKeyConstraint { Columns: [var column], Target: { Columns.Count: <= 1 } target }:
                chain.Part("AddForeignKey", target.Columns.IsEmpty ? [name, column, Authored(target.Table)] : [name, column, Authored(target.Table), target.Columns[0]]);
                break;
            case ForeignKeyConstraint key:
                chain.Part("AddForeignKey", name, key.Columns, Authored(key.Target.Table), key.Target.Columns);
                break;
            default:
                return null;
        }

        if (constraint is ForeignKeyConstraint { Target: var to })
        {
            chain.If(to.OnDelete != ReferentialAction.NoAction, "OnDelete", to.OnDelete).If(to.OnUpdate != ReferentialAction.NoAction, "OnUpdate", to.OnUpdate)
                .If(to.MatchFull, "MatchFull").If(constraint.NotEnforced, "NotEnforced");
        }

        Deferrable(chain, constraint);
        return chain.If(constraint is ForeignKeyConstraint { NotValid: true }, "NotValid");
    }

    private static VerbChain? OfColumn(VerbChain chain, TableChange change)
    {
        if (change is not ColumnChange { Column: var column }) return null;
        chain.Part("Column", column);
        return change switch
        {
            AlterColumnType alter => chain.Call("SetType", TypeArguments(alter)),
            SetColumnDefault { Default: { } value } => TextOf(value) is { } text ? chain.Call("SetDefault", text) : chain.Call("SetDefaultSql", value),
            SetColumnDefault => chain.Call("DropDefault"),
            SetNotNull => chain.Call("SetNotNull"),
            DropNotNull => chain.Call("DropNotNull"),
            SetColumnStatistics set => chain.Call("SetStatistics", (object?)set.Target),
            SetColumnOptions { Options: [var only] } => chain.Call("SetOption", only.Name, only.Value),
            ResetColumnOptions reset => chain.Call("ResetOptions", reset.Options),
            SetColumnStorage set => chain.Call("SetStorage", set.Storage),
            SetColumnCompression set => chain.Call("SetCompression", set.Method),
            AddIdentity add => Identified(chain, add),
            AlterIdentity { Identity: Identity.None, Sequence: { Restart: true } sequence } =>
                chain.Call("RestartIdentity", sequence.RestartWith is { } value ? [value] : []),
            AlterIdentity alter => chain.Call(alter.Identity == Identity.Always ? "SetGeneratedAlways" : "SetGeneratedByDefault"),
            DropIdentity drop => chain.Call("DropIdentity", drop.IfExists ? [new Named("ifExists", true)] : []),
            SetExpression set => chain.Call("SetExpression", set.Expression),
            DropExpression drop => chain.Call("DropExpression", drop.IfExists ? [new Named("ifExists", true)] : []),
            _ => null,
        };
    }

    private static object?[] TypeArguments(AlterColumnType alter)
    {
        List<object?> arguments = [TypeVerb.Of(alter.Type)];
        if (alter.Using is { } expression) arguments.Add(new Named("using", expression));
        if (alter.Collation is { } collation) arguments.Add(new Named("collation", AuthoredOf(collation)));
        return [.. arguments];
    }

    private static VerbChain Identified(VerbChain chain, AddIdentity add)
    {
        var verb = add.Identity == Identity.Always ? "AddIdentity" : "AddIdentityByDefault";
        return chain.Call(verb, add.Sequence.Start is { } start ? [start] : []);
    }
}
