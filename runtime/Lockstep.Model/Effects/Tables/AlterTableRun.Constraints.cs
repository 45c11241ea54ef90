using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Effects;

/// <content>Constraints: added, validated, changed.</content>
internal sealed partial class AlterTableRun
{
    private void Add(Table table, TableConstraint constraint, bool only)
    {
        // Since PostgreSQL 18 all children are locked first, whatever the constraint needs of them.
        if (IsAtLeast(18)) LockTree(table, only);
        switch (constraint)
        {
            case CheckConstraint check:
                Add(table, check, only);
                break;
            case NotNullConstraint { NotValid: true } notNull:
                LockTree(table, only || notNull.NoInherit);
                break;
            case NotNullConstraint notNull:
                Require(table, notNull.Column, only || notNull.NoInherit);
                break;
            case IndexConstraint key:
                Add(table, key, only);
                break;
            case ForeignKeyConstraint key:
                Add(table, key, only, isNeedless: false, isOfNulls: false);
                break;
        }
    }

    private void Add(Table table, CheckConstraint check, bool only)
    {
        _effects.Lock(table, _level);
        if (check is { NotValid: false, NotEnforced: false }) Verify(table, "reads the table to check that every row fulfils the condition");
        if (only || check.NoInherit) return;
        foreach (var child in _effects.Walk.ChildrenOf(table.Name))
        {
            _effects.Lock(child, _level);
            // A child that has the check already goes by it.
            if (check.Name is null || child.Constraint(check.Name) is null) Add(child, check, only);
        }
    }

    private void Add(Table table, IndexConstraint key, bool only)
    {
        if (key is PrimaryKeyConstraint primary)
        {
            foreach (var column in KeyColumns(table, primary)) Require(table, column, only);
        }

        if (key.UsingIndex is { } existing)
        {
            LockIndex(table, existing, key.Name is null || key.Name == existing ? LockMode.AccessShare : LockMode.ShareUpdateExclusive);
            return;
        }

        Build(table, key);
        if (table.PartitionBy is null) return;
        var after = _effects.Schema.Apply(new AddConstraint(table.Name.ToQualifiedName(), key) { Only = only }).Schema;
        foreach (var part in _effects.Walk.WithDescendants(table).Skip(1))
        {
            _effects.Lock(part, LockMode.Share);
            var attached = _effects.Walk.IndexesOf(part.Name).FirstOrDefault(index => index.Parent is null && after.Relations.Find(index.Name) is TableIndex { Parent: not null });
            if (attached is null) Build(part, null);
            else _effects.Lock(attached, LockMode.Share);
        }
    }

    private IEnumerable<string> KeyColumns(Table table, PrimaryKeyConstraint key)
    {
        if (key.UsingIndex is not { } existing) return key.Columns;
        return _effects.Schema.Relations.Find(table.Name with { Name = existing }) is TableIndex index ? index.Elements.Select(ExpressionText.ColumnOf).OfType<string>() : [];
    }

    private void Build(Table table, IndexConstraint? key)
    {
        if (!SchemaWalk.HasFile(table)) return;
        _work.Read(table);
        _effects.Because(2, "builds an index, and reads the table for it");
        // One that goes in the same statement, and comes back under its name.
        if (key?.Name is { } name) _effects.MakeAnew(table.Name with { Name = name });
    }

    /// <summary>Adds a foreign key.</summary>
    /// <param name="table">The table that gets the key.</param>
    /// <param name="key">The key.</param>
    /// <param name="only">Whether its children stay as they are.</param>
    /// <param name="isNeedless">Whether no row can break it, as of a new column without a default.</param>
    /// <param name="isOfNulls">Whether all values are null.</param>
    private void Add(Table table, ForeignKeyConstraint key, bool only, bool isNeedless, bool isOfNulls)
    {
        if (table.PartitionBy is not null) LockTree(table, only);
        ForeignKeys.LockTarget(_effects, key, LockMode.ShareRowExclusive);
        if (!isNeedless && key is { NotValid: false, NotEnforced: false }) _work.Check(table, key, isOfNulls);
    }

    private void Validate(Table table, ValidateConstraint validate)
    {
        if (table.Constraint(validate.Name) is not { } constraint)
        {
            ValidateNotNull(table, validate);
            return;
        }

        switch (constraint.Definition)
        {
            case CheckConstraint check:
                foreach (var part in LockTree(table, validate.Only || check.NoInherit))
                {
                    if (part.Constraint(validate.Name) is { Definition: { NotValid: true, NotEnforced: false } }) Verify(part, "reads the table to check that every row fulfils the condition");
                }

                break;
            case ForeignKeyConstraint { NotValid: true } key:
                if (table.PartitionBy is not null) LockTree(table, only: false);
                _effects.Lock(_effects.NameOrAssumed(key.Target.Table), LockMode.RowShare);
                _work.Check(table, key);
                break;
        }
    }

    /// <summary>NOT NULL, which can be unproved since PostgreSQL 18.</summary>
    private void ValidateNotNull(Table table, ValidateConstraint validate)
    {
        if (table.Columns.FirstOrDefault(column => column.NotNullConstraint?.Name == validate.Name) is not { NotNullConstraint: { } constraint } unproved)
        {
            _effects.Uncertain();
            Verify(table, $"reads the table to check \"{validate.Name}\", of which nothing else is known");
            return;
        }

        foreach (var part in LockTree(table, validate.Only || constraint.Definition.NoInherit))
        {
            if (part.Column(unproved.Name) is { NotNullConstraint.Definition.NotValid: true }) Verify(part, $"reads the table for nulls in \"{unproved.Name}\"");
        }
    }

    private void Alter(Table table, AlterConstraint alter)
    {
        if (table.Constraint(alter.Name)?.Definition is not ForeignKeyConstraint key)
        {
            // NOT NULL, which has constraints since PostgreSQL 18.
            if (alter.Inherits is not null) LockTree(table, alter.Only);
            return;
        }

        if (table.PartitionBy is not null) LockTree(table, alter.Only);
        if (alter.Enforced == true && key.NotEnforced)
        {
            ForeignKeys.LockTarget(_effects, key, LockMode.ShareRowExclusive);
            _work.Check(table, key);
        }
        else if (alter.Enforced == false && !key.NotEnforced)
        {
            ForeignKeys.LockTarget(_effects, key, LockMode.AccessExclusive);
        }
    }
}
