using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Schema;

/// <content>Triggers, policies, comments, rights, and what can go only when nothing needs it any more.</content>
internal sealed partial class SchemaTransition
{
    private void Finish()
    {
        foreach (var relation in _to.Relations)
        {
            var old = Old(relation);
            if (old == relation) continue;
            Options(old, relation);
            if (relation is RowRelation rows) Parts(old as RowRelation, rows);
            Storage(old, relation);
            if (relation is Sequence sequence && old is Sequence known && known.Settings != sequence.Settings) Add(new AlterSequence(sequence.Name.ToQualifiedName(), Whole(sequence.Settings)));
            if (relation is Sequence { OwnerTable: null } free && old is Sequence { OwnerTable: not null }) Add(new AlterSequence(free.Name.ToQualifiedName(), new() { OwnedBy = "NONE" }));
            Rights(KindOf(relation), relation.Name.ToQualifiedName(), null, old, relation);
        }

        foreach (var type in _to.Types) Rights(type is DomainType ? ObjectKind.Domain : ObjectKind.Type, type.Name.ToQualifiedName(), null, _from.Types.Find(type.Name), type);
        foreach (var routine in _to.Routines) Rights(routine.Kind, routine.Name.ToQualifiedName(), "(" + routine.Name.Signature + ")", _from.Routines.Find(routine.Name), routine);
        foreach (var schema in _to.Schemas) Rights(ObjectKind.Schema, schema.Name.ToQualifiedName(), null, _from.Schemas.Find(schema.Name) ?? schema, schema);
        Others();
        Defaults();
        foreach (var sequence in _from.Relations.OfType<Sequence>().Where(IsLeft)) Add(new DropObject(new(ObjectKind.Sequence, sequence.Name.ToQualifiedName())));
        foreach (var routine in _from.Routines.Where(routine => _to.Routines.Find(routine.Name) is null)) Add(new DropObject(ObjectOf(routine)));
        foreach (var type in _from.Types.Where(type => _to.Types.Find(type.Name) is null))
        {
            Add(new DropObject(new(type is DomainType ? ObjectKind.Domain : ObjectKind.Type, type.Name.ToQualifiedName())));
        }

        foreach (var schema in _from.Schemas.Where(schema => _to.Schemas.Find(schema.Name) is null)) Add(new DropObject(new(ObjectKind.Schema, schema.Name.ToQualifiedName())));
    }

    /// <summary>Whether a sequence goes, and does not go with its column.</summary>
    private bool IsLeft(Sequence sequence) =>
        _to.Relations.Find(sequence.Name) is null && !sequence.ForIdentity &&
        !(sequence is { OwnerTable: { } owner, OwnerColumn: { } column } && (_to.Relations.Find(owner) as Table)?.Column(column) is null);

    private static SequenceOptions Whole(SequenceOptions options) => options with
    {
        Type = options.Type ?? "int8",
        Increment = options.Increment ?? 1,
        NoMinimum = options.Minimum is null,
        NoMaximum = options.Maximum is null,
        Start = options.Start ?? options.Minimum ?? 1,
        Cache = options.Cache ?? 1,
        Cycle = options.Cycle ?? false,
    };

    private static ObjectKind KindOf(Relation relation) => relation switch
    {
        Table { Server: not null } => ObjectKind.ForeignTable,
        View { Materialized: true } => ObjectKind.MaterializedView,
        View => ObjectKind.View,
        TableIndex => ObjectKind.Index,
        Sequence => ObjectKind.Sequence,
        _ => ObjectKind.Table,
    };

    private void Options(Relation? old, Relation relation)
    {
        if (old is null || old.Options == relation.Options || relation is Sequence) return;
        var kind = relation switch
        {
            View { Materialized: true } => RelationKind.MaterializedView,
            View => RelationKind.View,
            TableIndex => RelationKind.Index,
            _ => RelationKind.Table,
        };
        var gone = old.Options.Where(option => relation.Options.All(it => it.Name != option.Name)).Select(option => option.Name).ToList();
        if (gone.Count > 0) Add(new ResetTableOptions(relation.Name.ToQualifiedName(), new(gone)) { Relation = kind });
        var set = relation.Options.Where(option => !old.Options.Contains(option)).ToList();
        if (set.Count > 0) Add(new SetTableOptions(relation.Name.ToQualifiedName(), new(set)) { Relation = kind });
    }

    private void Parts(RowRelation? old, RowRelation relation)
    {
        var name = relation.Name.ToQualifiedName();
        foreach (var column in relation.Columns)
        {
            if (old?.Column(column.Name)?.Comment != column.Comment) Add(new SetComment(On(ObjectKind.Column, column.Name, relation.Name), column.Comment));
        }

        foreach (var trigger in relation.Triggers)
        {
            var known = old?.Triggers.FirstOrDefault(it => it.Name == trigger.Name && it.Definition == trigger.Definition);
            if (known is null && !trigger.Inherited) Add(trigger.Definition);
            if (trigger.State != (known?.State ?? FiringState.Enabled)) Add(new SetTriggerState(name, trigger.Name, trigger.State));
            foreach (var extension in trigger.DropsWith.Except(known?.DropsWith ?? default)) Add(new SetExtensionDependency(On(ObjectKind.Trigger, trigger.Name, relation.Name), extension, true));
            foreach (var extension in known?.DropsWith.Except(trigger.DropsWith) ?? []) Add(new SetExtensionDependency(On(ObjectKind.Trigger, trigger.Name, relation.Name), extension, false));
            if (trigger.Comment != known?.Comment) Add(new SetComment(On(ObjectKind.Trigger, trigger.Name, relation.Name), trigger.Comment));
        }

        foreach (var rule in relation.Rules)
        {
            var known = old?.Rules.FirstOrDefault(it => it.Name == rule.Name && it.Definition == rule.Definition);
            if (known is null) Add(rule.Definition);
            if (rule.State != (known?.State ?? FiringState.Enabled)) Add(new SetRuleState(name, rule.Name, rule.State));
            if (rule.Comment != known?.Comment) Add(new SetComment(On(ObjectKind.Rule, rule.Name, relation.Name), rule.Comment));
        }

        if (relation is not Table table)
        {
            foreach (var column in relation.Columns.Where(column => old?.Column(column.Name)?.Default != column.Default)) Add(new SetColumnDefault(name, column.Name, column.Default) { Relation = RelationKind.View });
            return;
        }

        States(old as Table, table);
        foreach (var policy in table.Policies)
        {
            var known = (old as Table)?.Policies.FirstOrDefault(it => it.Name == policy.Name && it.Definition == policy.Definition);
            if (known is null) Add(policy.Definition);
            if (policy.Comment != known?.Comment) Add(new SetComment(On(ObjectKind.Policy, policy.Name, relation.Name), policy.Comment));
        }

        foreach (var constraint in table.Constraints)
        {
            var known = (old as Table)?.Constraints.FirstOrDefault(it => it.Name == constraint.Name && it.Definition == constraint.Definition);
            if (constraint.Comment != known?.Comment) Add(new SetComment(On(ObjectKind.TableConstraint, constraint.Name, relation.Name), constraint.Comment));
        }

        foreach (var column in table.Columns)
        {
            if (old?.Column(column.Name)?.NotNullConstraint?.Comment != column.NotNullConstraint?.Comment && column.NotNullConstraint is { } constraint) Add(new SetComment(On(ObjectKind.TableConstraint, constraint.Name, relation.Name), constraint.Comment));
        }

        if ((old as Table)?.ReplicaIdentity is var identity && ((identity ?? ReplicaIdentity.Default) != table.ReplicaIdentity || (old as Table)?.ReplicaIndex != table.ReplicaIndex)) Add(new SetReplicaIdentity(name, table.ReplicaIdentity, table.ReplicaIndex));
        if (old is not null) return;
        if (table.RowSecurity) Add(new SetRowSecurity(name, true));
        if (table.RowSecurityForced) Add(new SetRowSecurityForced(name, true));
    }

    /// <summary>The triggers that enforce keys have no names of their own: all are set, then the others.</summary>
    private void States(Table? old, Table table)
    {
        var name = table.Name.ToQualifiedName();
        var state = table.Constraints.FirstOrDefault(constraint => constraint.State != (old?.Constraint(constraint.Name)?.State ?? FiringState.Enabled))?.State;
        if (state is not { } all) return;
        Add(new SetTriggerState(name, null, all));
        foreach (var trigger in table.Triggers.Where(trigger => trigger.State != all)) Add(new SetTriggerState(name, trigger.Name, trigger.State));
    }

    /// <summary>What indexes and materialized views have beside their options, and CLUSTER's index, which must be there first.</summary>
    private void Storage(Relation? old, Relation relation)
    {
        var name = relation.Name.ToQualifiedName();
        var kind = relation switch
        {
            TableIndex => RelationKind.Index,
            View => RelationKind.MaterializedView,
            Sequence => RelationKind.Sequence,
            _ => RelationKind.Table,
        };
        if (relation is TableIndex or View { Materialized: true } && old is not null && old.Tablespace != relation.Tablespace) Add(new SetTableTablespace(name, relation.Tablespace ?? "pg_default") { Relation = kind });
        if (relation is View { Materialized: true } view && old is View known && known.AccessMethod != view.AccessMethod) Add(new SetTableAccessMethod(name, view.AccessMethod ?? "heap") { Relation = kind });
        if (relation is Sequence { OwnerTable: null } && old is not null && old.Persistence != relation.Persistence) Add(new SetTableLogged(name, relation.Persistence == Persistence.Permanent) { Relation = kind });
        if (relation is RowRelation rows && rows.ClusterIndex != (old as RowRelation)?.ClusterIndex) Add(new SetClusterIndex(name, rows.ClusterIndex) { Relation = kind });
        if (relation is not TableIndex index) return;
        foreach (var gone in (old as TableIndex)?.Statistics.Where(target => index.Statistics.All(it => it.Name != target.Name)) ?? []) Add(new SetColumnStatistics(name, gone.Name, null) { Relation = kind });
        foreach (var target in index.Statistics.Where(target => (old as TableIndex)?.Statistics.Contains(target) != true))
        {
            Add(new SetColumnStatistics(name, target.Name, int.Parse(target.Value!, System.Globalization.CultureInfo.InvariantCulture)) { Relation = kind });
        }
    }

    private void Rights(ObjectKind kind, QualifiedName name, string? signature, SchemaObject? old, SchemaObject item)
    {
        var target = new DatabaseObject(kind, name) { Signature = signature };
        if (old?.Comment != item.Comment) Add(new SetComment(target, item.Comment));
        // Indexes, and sequences of columns, belong to the table's owner.
        if (old?.Owner != item.Owner && item is not (TableIndex or Sequence { OwnerTable: not null })) Add(new SetOwner(target, item.Owner ?? "CURRENT_USER"));
        foreach (var extension in item.DropsWith.Except(old?.DropsWith ?? default)) Add(new SetExtensionDependency(target, extension, true));
        foreach (var extension in old?.DropsWith.Except(item.DropsWith) ?? []) Add(new SetExtensionDependency(target, extension, false));
        var on = kind switch
        {
            ObjectKind.Sequence or ObjectKind.Schema or ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Type or ObjectKind.Domain => kind.Words(),
            ObjectKind.Aggregate => "FUNCTION",
            _ => "TABLE",
        };
        var grants = new GrantTarget(on, EquatableArray.Of(name.ToSql() + signature));
        Grants(grants, old?.Grants ?? default, item.Grants);
    }

    private void Grants(GrantTarget target, EquatableArray<string> old, EquatableArray<string> grants)
    {
        foreach (var change in GrantChanges(target, old, grants)) Add(change);
    }

    /// <summary>What turns grants into others.</summary>
    private static IEnumerable<Operation> GrantChanges(GrantTarget target, EquatableArray<string> old, EquatableArray<string> grants)
    {
        foreach (var grant in old.Where(grant => !grants.Contains(grant)))
        {
            var (privilege, grantee, isGrantable, isMissing) = SchemaGrants.Read(grant);
            if (isMissing) yield return new GrantPrivileges(EquatableArray.Of(privilege), target, EquatableArray.Of(grantee));
            else yield return new RevokePrivileges(EquatableArray.Of(privilege), target, EquatableArray.Of(grantee)) { GrantOptionOnly = isGrantable && grants.Contains(SchemaGrants.Write(privilege, grantee)) };
        }

        foreach (var grant in grants.Where(grant => !old.Contains(grant)))
        {
            var (privilege, grantee, isGrantable, isMissing) = SchemaGrants.Read(grant);
            if (isMissing) yield return new RevokePrivileges(EquatableArray.Of(privilege), target, EquatableArray.Of(grantee));
            else if (!(old.Contains(SchemaGrants.Write(privilege, grantee, isGrantable: true)) && !isGrantable)) yield return new GrantPrivileges(EquatableArray.Of(privilege), target, EquatableArray.Of(grantee)) { WithGrantOption = isGrantable };
        }
    }

    private void Defaults()
    {
        foreach (var name in _from.DefaultPrivileges.Concat(_to.DefaultPrivileges).Select(known => known.Name).Distinct())
        {
            var changes = GrantChanges(new(name.Signature, default), _from.DefaultPrivileges.Find(name)?.Grants ?? default, _to.DefaultPrivileges.Find(name)?.Grants ?? default);
            foreach (var change in changes) Add(new AlterDefaultPrivileges(change) { Roles = name.Name.Length == 0 ? default : EquatableArray.Of(name.Name), Schemas = name.Schema.Length == 0 ? default : EquatableArray.Of(name.Schema) });
        }
    }

    private void Others()
    {
        foreach (var other in _from.Others.Where(other => _to.Others.Find(other.Name) is not { } same || same.Definition != other.Definition || same.Changes != other.Changes))
        {
            // What goes with its table is gone already.
            if (other.Definition is CreateStatistics statistics && _to.Find(statistics.Table) is null) continue;
            if (_to.Others.Find(other.Name) is { } now && Alter(other, now)) continue;
            // Without a connection no slot was made, and there is none to drop.
            if (other.Definition is CreateSubscription create && Forms.OtherForms.IsOff(create, "connect")) Add(new AlterSubscription(create.Name, "SET (slot_name = NONE)"));
            Add(new DropObject(ObjectOf(other)));
        }

        foreach (var other in _to.Others)
        {
            var known = _from.Others.Find(other.Name);
            var isMade = known is null ? other.Kind is ObjectKind.ForeignDataWrapper or ObjectKind.Server : (known.Definition == other.Definition && known.Changes == other.Changes) || Alterations(known, other) is not null;
            if (!isMade) Make(other);

            var item = ObjectOf(other);
            if (known?.Comment != other.Comment) Add(new SetComment(item, other.Comment));
            if (known?.Owner != other.Owner) Add(new SetOwner(item, other.Owner ?? "CURRENT_USER"));
        }
    }

    private bool Alter(OtherObject old, OtherObject other)
    {
        if (Alterations(old, other) is not { } changes) return false;
        foreach (var change in changes) Add(change);
        return true;
    }

    /// <summary>What turns an object into another one of its name, where others may need it; null if it must be made anew.</summary>
    private List<Operation>? Alterations(OtherObject old, OtherObject other)
    {
        if (other.Kind is not (ObjectKind.Server or ObjectKind.ForeignDataWrapper or ObjectKind.UserMapping)) return null;
        var (before, after) = (Forms.ForeignForms.Fold(old, _from), Forms.ForeignForms.Fold(other, _to));
        if (before.Head != after.Head) return null;
        static EquatableArray<OptionSetting> Settings(IEnumerable<KeyValuePair<string, string>> options) =>
            new(options.Where(option => !option.Key.StartsWith("function ", StringComparison.Ordinal)).Select(option => new OptionSetting(option.Key, Forms.Literals.Quote(option.Value))));
        var options = ForeignOptions(Settings(before.Options), Settings(after.Options));
        return options.Length == 0 ? null : [new AlterObject(ObjectOf(other), "OPTIONS (" + options + ")")];
    }

    private static DatabaseObject ObjectOf(OtherObject other) => other switch
    {
        // The types of the operands stand in the name.
        { Kind: ObjectKind.Operator, Definition: DefineObject define } => define.Object with { Signature = other.Name.Name.Substring(other.Name.Name.LastIndexOf('(')) },
        { Definition: DefineObject define } => define.Object,
        _ => new(other.Kind, other.Name.ToQualifiedName()),
    };
}
