using System.Runtime.CompilerServices;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <content>Replication, triggers, rules, inheritance and clustering.</content>
public sealed partial class AlterTableBuilder
{
    /// <summary>Logical replication tells old rows by their primary key, as it does unless told otherwise. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder ReplicaIdentityDefault([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetReplicaIdentity(RelationName, ReplicaIdentity.Default), file, line);

    /// <summary>Logical replication tells old rows by all their values. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder ReplicaIdentityFull([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetReplicaIdentity(RelationName, ReplicaIdentity.Full), file, line);

    /// <summary>Logical replication does not tell old rows: UPDATE and DELETE of a published table fail. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder ReplicaIdentityNothing([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetReplicaIdentity(RelationName, ReplicaIdentity.Nothing), file, line);

    /// <summary>Logical replication tells old rows by the columns of an index. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="index">A unique index over columns that are NOT NULL.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder ReplicaIdentityUsingIndex(string index, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetReplicaIdentity(RelationName, ReplicaIdentity.Index, index), file, line);

    /// <summary>A trigger fires in ordinary sessions. Lock: SHARE ROW EXCLUSIVE, for an instant.</summary>
    /// <param name="trigger">The trigger; null for all, those of foreign keys included (superusers only).</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder EnableTrigger(string? trigger = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetTriggerState(RelationName, trigger, FiringState.Enabled), file, line);

    /// <summary>A trigger fires no more. Lock: SHARE ROW EXCLUSIVE, for an instant.</summary>
    /// <param name="trigger">The trigger; null for all, those of foreign keys included (superusers only): rows may break them then.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder DisableTrigger(string? trigger = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetTriggerState(RelationName, trigger, FiringState.Disabled), file, line);

    /// <summary>A trigger fires only in sessions that replay changes of another server. Lock: SHARE ROW EXCLUSIVE, for an instant.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder EnableReplicaTrigger(string trigger, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetTriggerState(RelationName, trigger, FiringState.Replica), file, line);

    /// <summary>A trigger fires also in sessions that replay changes of another server. Lock: SHARE ROW EXCLUSIVE, for an instant.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder EnableAlwaysTrigger(string trigger, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetTriggerState(RelationName, trigger, FiringState.Always), file, line);

    /// <summary>All triggers that enforce no constraint fire. Lock: SHARE ROW EXCLUSIVE, for an instant.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder EnableUserTriggers([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetTriggerState(RelationName, null, FiringState.Enabled) { UserOnly = true }, file, line);

    /// <summary>No trigger fires but those that enforce constraints. Lock: SHARE ROW EXCLUSIVE, for an instant.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder DisableUserTriggers([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetTriggerState(RelationName, null, FiringState.Disabled) { UserOnly = true }, file, line);

    /// <summary>A rule works. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder EnableRule(string rule, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetRuleState(RelationName, rule, FiringState.Enabled), file, line);

    /// <summary>A rule works no more. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder DisableRule(string rule, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetRuleState(RelationName, rule, FiringState.Disabled), file, line);

    /// <summary>The table's rows are seen in another table, whose columns it must have. Lock: ACCESS EXCLUSIVE, SHARE UPDATE EXCLUSIVE there.</summary>
    /// <param name="parent">The other table.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder Inherit(string parent, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetInheritance(RelationName, QualifiedName.Parse(parent), Inherits: true), file, line);

    /// <summary>The table's rows are not seen in another table any more. Lock: ACCESS EXCLUSIVE, SHARE UPDATE EXCLUSIVE there.</summary>
    /// <param name="parent">The other table.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder NoInherit(string parent, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetInheritance(RelationName, QualifiedName.Parse(parent), Inherits: false), file, line);

    /// <summary>A later CLUSTER sorts by this index. Lock: SHARE UPDATE EXCLUSIVE.</summary>
    /// <param name="index">The index.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder ClusterOn(string index, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetClusterIndex(RelationName, index), file, line);

    /// <summary>A later CLUSTER of all tables passes over this one. Lock: SHARE UPDATE EXCLUSIVE.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder SetWithoutCluster([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetClusterIndex(RelationName, null), file, line);
}
