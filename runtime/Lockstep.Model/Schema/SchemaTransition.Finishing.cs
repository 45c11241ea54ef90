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
            var old = _from.Relations.Find(relation.Name);
            if (old == relation) continue;
            Options(old, relation);
            if (relation is RowRelation rows) Parts(old as RowRelation, rows);
            if (relation is Sequence sequence && old is Sequence known && known.Settings != sequence.Settings) Add(new AlterSequence(sequence.Name.ToQualifiedName(), Whole(sequence.Settings)));
            Rights(KindOf(relation), relation.Name.ToQualifiedName(), null, old, relation);
        }

        foreach (var type in _to.Types) Rights(type is DomainType ? ObjectKind.Domain : ObjectKind.Type, type.Name.ToQualifiedName(), null, _from.Types.Find(type.Name), type);
        foreach (var routine in _to.Routines) Rights(routine.Kind, routine.Name.ToQualifiedName(), "(" + routine.Name.Signature + ")", _from.Routines.Find(routine.Name), routine);
        foreach (var schema in _to.Schemas) Rights(ObjectKind.Schema, schema.Name.ToQualifiedName(), null, _from.Schemas.Find(schema.Name) ?? schema, schema);
        Others();
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
            if (trigger.Comment != known?.Comment) Add(new SetComment(On(ObjectKind.Trigger, trigger.Name, relation.Name), trigger.Comment));
        }

        foreach (var rule in relation.Rules)
        {
            var known = old?.Rules.FirstOrDefault(it => it.Name == rule.Name && it.Definition == rule.Definition);
            if (known is null) Add(rule.Definition);
            if (rule.State != (known?.State ?? FiringState.Enabled)) Add(new SetRuleState(name, rule.Name, rule.State));
            if (rule.Comment != known?.Comment) Add(new SetComment(On(ObjectKind.Rule, rule.Name, relation.Name), rule.Comment));
        }

        if (relation is not Table table) return;
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

        if (old is not null) return;
        if (table.RowSecurity) Add(new SetRowSecurity(name, true));
        if (table.RowSecurityForced) Add(new SetRowSecurityForced(name, true));
        if (table.ReplicaIdentity != ReplicaIdentity.Default) Add(new SetReplicaIdentity(name, table.ReplicaIdentity, table.ReplicaIndex));
        if (table.ClusterIndex is not null) Add(new SetClusterIndex(name, table.ClusterIndex));
    }

    private void Rights(ObjectKind kind, QualifiedName name, string? signature, SchemaObject? old, SchemaObject item)
    {
        var target = new DatabaseObject(kind, name) { Signature = signature };
        if (old?.Comment != item.Comment) Add(new SetComment(target, item.Comment));
        if (item.Owner is { } owner && old?.Owner != owner) Add(new SetOwner(target, owner));
        var on = kind switch
        {
            ObjectKind.Sequence or ObjectKind.Schema or ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Type or ObjectKind.Domain => kind.Words(),
            ObjectKind.Aggregate => "FUNCTION",
            _ => "TABLE",
        };
        var grants = new GrantTarget(on, EquatableArray.Of(name.ToSql() + signature));
        foreach (var grant in item.Grants.Where(grant => old is null || !old.Grants.Contains(grant))) Add(new GrantPrivileges(Part(grant, 0), grants, Part(grant, 1)));
        foreach (var grant in old?.Grants.Where(grant => !item.Grants.Contains(grant)) ?? []) Add(new RevokePrivileges(Part(grant, 0), grants, Part(grant, 1)));
    }

    private static EquatableArray<string> Part(string grant, int part)
    {
        var to = grant.LastIndexOf(" TO ", StringComparison.Ordinal);
        return EquatableArray.Of(part == 0 ? grant.Substring(0, to) : grant.Substring(to + 4));
    }

    private void Others()
    {
        foreach (var other in _from.Others.Where(other => _to.Others.Find(other.Name) is not { } same || same.Definition != other.Definition || same.Changes != other.Changes))
        {
            // What goes with its table is gone already.
            if (other.Definition is CreateStatistics statistics && _to.Find(statistics.Table) is null) continue;
            Add(new DropObject(ObjectOf(other)));
        }

        foreach (var other in _to.Others)
        {
            var known = _from.Others.Find(other.Name);
            if (known is null || known.Definition != other.Definition || known.Changes != other.Changes)
            {
                Add(other.Definition);
                foreach (var change in other.Changes) Add(change);
            }

            var item = ObjectOf(other);
            if (known?.Comment != other.Comment) Add(new SetComment(item, other.Comment));
            if (other.Owner is { } owner && known?.Owner != owner) Add(new SetOwner(item, owner));
        }
    }

    private static DatabaseObject ObjectOf(OtherObject other) =>
        other.Definition is DefineObject define ? define.Object : new(other.Kind, other.Name.ToQualifiedName());
}
