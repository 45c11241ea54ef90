using Lockstep.Model.Operations;
using Lockstep.Model.Schema.Forms;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;
using Persistence = Lockstep.Model.Operations.Persistence;

namespace Lockstep.Model.Schema;

/// <content>Where and how rows are kept.</content>
internal sealed partial class SchemaBuilder
{
    private bool ClusterOn(QualifiedName name, string index)
    {
        if (Find(name) is not RowRelation relation) return Fail($"relation \"{name}\" does not exist");
        if (RelationAt(relation.Name with { Name = index }) is not TableIndex found || found.Table != relation.Name) return Fail($"index \"{index}\" for table \"{relation.Name}\" does not exist");
        if (found.Method is "gin" or "brin" or "hash" or "spgist") return Fail($"cannot cluster on index \"{index}\" because access method does not support clustering");
        if (found.Where is not null) return Fail($"cannot cluster on partial index \"{index}\"");
        if (relation is not Table { PartitionBy: not null }) return Set(relation with { ClusterIndex = index });
        // Of a partitioned table only the partitions are sorted.
        foreach (var part in Relations.OfType<TableIndex>().Where(part => part.Parent == found.Name).ToList()) ClusterOn(part.Table.ToQualifiedName(), part.Name.Name);
        return true;
    }

    private bool MoveIndexes(ReindexScope scope, QualifiedName name, string space)
    {
        if (Find(name) is not { } relation) return Fail($"relation \"{name}\" does not exist");
        foreach (var index in scope == ReindexScope.Index ? [relation] : Indexes(relation.Name).ToList<Relation>()) Put(index with { Tablespace = Tablespace(space) });
        return true;
    }

    private bool Move(MoveTablespace move)
    {
        bool IsMeant(Relation relation) => move.Relation switch
        {
            RelationKind.Index => relation is TableIndex,
            RelationKind.MaterializedView => relation is View { Materialized: true },
            _ => relation is Table { Server: null },
        };
        foreach (var relation in Relations.Where(relation => IsMeant(relation) && relation.Tablespace == Tablespace(move.From)).ToList())
        {
            if (move.OwnedBy.IsEmpty || (relation.Owner is { } owner && move.OwnedBy.Contains(owner))) Put(relation with { Tablespace = Tablespace(move.To) });
        }

        return true;
    }

    /// <summary>A table in the write-ahead log, or not, with its indexes and sequences.</summary>
    private bool SetLogged(Relation relation, bool logged)
    {
        var persistence = logged ? Persistence.Permanent : Persistence.Unlogged;
        if (relation is Table table && InTheWay(table, logged) is { } obstacle) return Fail(obstacle);
        Put(relation with { Persistence = persistence });
        if (relation is not Table) return true;
        foreach (var index in Indexes(relation.Name).ToList()) Put(index with { Persistence = persistence });
        foreach (var sequence in Relations.OfType<Sequence>().Where(sequence => sequence.OwnerTable == relation.Name).ToList()) Put(sequence with { Persistence = SequencePersistence(persistence) });
        return true;
    }

    private string? InTheWay(Table table, bool logged)
    {
        if (table.Persistence == Persistence.Temporary) return $"cannot change logged status of table \"{table.Name}\" because it is temporary";
        var sql = table.Name.ToQualifiedName();
        if (!logged)
        {
            var other = Tables.FirstOrDefault(other => other.Name != table.Name && other.Persistence == Persistence.Permanent && other.Constraints.Any(constraint => References(constraint, sql)));
            if (other is not null) return $"could not change table \"{table.Name}\" to unlogged because it references logged table \"{other.Name}\"";
            return IsPublished(table) ? $"cannot change table \"{table.Name}\" to unlogged because it is part of a publication" : null;
        }

        var target = table.Constraints.Select(constraint => constraint.Definition).OfType<ForeignKeyConstraint>().Select(key => Find(key.Target.Table)).FirstOrDefault(target => target is { Persistence: Persistence.Unlogged } && target.Name != table.Name);
        return target is null ? null : $"could not change table \"{table.Name}\" to logged because it references unlogged table \"{target.Name}\"";
    }

    private bool IsPublished(Table table) => _others.Any(other => other.Definition is CreatePublication publication && PublicationForms.Fold(publication, other.Changes).Objects.Exists(item => item.Table == table.Name.ToQualifiedName()));

    /// <summary>The options after <c>ADD host 'a', SET port '1', DROP user</c>.</summary>
    private static EquatableArray<OptionSetting> ForeignOptions(EquatableArray<OptionSetting> options, string changes)
    {
        var merged = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in options) merged[option.Name] = option.Value?.Trim('\'').Replace("''", "'") ?? string.Empty;
        if (SqlParser.Parse("ALTER SERVER s OPTIONS (" + changes + ")").Statements.FirstOrDefault() is AlterServerStatement alter) ForeignForms.Change(merged, alter.Options);
        return new(merged.Select(option => new OptionSetting(option.Key, Literals.Quote(option.Value))));
    }

    /// <summary>The partition whose rows some bounds would take too; null if there is none.</summary>
    private string? Overlap(Table parent, string bounds)
    {
        var map = new FormMap(Build());
        string Form(string text) => ((Table)map.Map(new Table(new("pg_temp", "bounds")) { Bounds = text, Inherits = EquatableArray.Of(parent.Name) })).Bounds!;
        var form = Form(bounds);
        foreach (var sibling in Children(parent.Name).Where(sibling => sibling.Bounds is not null))
        {
            // Ranges that overlap in part are not seen; those that are the same are.
            if (Form(sibling.Bounds!) == form) return sibling.Name.Name;
        }

        return null;
    }
}
