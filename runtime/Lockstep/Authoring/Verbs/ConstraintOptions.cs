using Lockstep.Model.Operations;

namespace Lockstep.Authoring;

/// <summary>What can be said of a new primary key or unique constraint.</summary>
public sealed class KeyOptions : OperationOptions<KeyOptions, AddConstraint>
{
    private readonly Action? _said;

    internal KeyOptions(OperationRecorder recorder, AddConstraint key, Action? said)
        : base(recorder, key) => _said = said;

    /// <summary>A unique index that is there already becomes the constraint's, and takes its name. ACCESS EXCLUSIVE is held for an instant.</summary>
    /// <param name="index">The index, over columns and whole: no expression, no condition.</param>
    public KeyOptions UsingIndex(string index)
    {
        _said?.Invoke();
        return Key(key => key with { UsingIndex = index });
    }

    /// <summary>Columns that the index holds beside its key, for index-only scans.</summary>
    /// <param name="columns">The columns.</param>
    public KeyOptions Include(params string[] columns) => Key(key => key with { Include = new(columns) });

    /// <summary>Nulls are equal (since PostgreSQL 15); of a unique constraint.</summary>
    public KeyOptions NullsNotDistinct() => Key(key => key is UniqueConstraint unique
        ? unique with { NullsNotDistinct = true }
        : throw Wrong("NullsNotDistinct: a primary key has no nulls. Take it out, or say AddUnique."));

    /// <summary>A transaction may put the check off. ON CONFLICT can't use such a key, and foreign keys can't refer to it.</summary>
    /// <param name="initiallyDeferred">Whether it is put off to the transaction's end unless told otherwise.</param>
    public KeyOptions Deferrable(bool initiallyDeferred = false) =>
        Key(key => key with { Deferrable = true, InitiallyDeferred = initiallyDeferred });

    private KeyOptions Key(Func<IndexConstraint, IndexConstraint> change) =>
        With(add => add with { Constraint = change((IndexConstraint)add.Constraint) });
}

/// <summary>What can be said of a new foreign key.</summary>
public sealed class ForeignKeyOptions : OperationOptions<ForeignKeyOptions, AddConstraint>
{
    internal ForeignKeyOptions(OperationRecorder recorder, AddConstraint key)
        : base(recorder, key)
    {
    }

    /// <summary>What happens here when the row there is deleted.</summary>
    /// <param name="action">The action. Without it, an error.</param>
    public ForeignKeyOptions OnDelete(ReferentialAction action) => Target(target => target with { OnDelete = action });

    /// <summary>What happens here when the key there changes.</summary>
    /// <param name="action">The action. Without it, an error.</param>
    public ForeignKeyOptions OnUpdate(ReferentialAction action) => Target(target => target with { OnUpdate = action });

    /// <summary>A key of several columns is wholly null or not at all.</summary>
    public ForeignKeyOptions MatchFull() => Target(target => target with { MatchFull = true });

    /// <summary>Rows that are there already are not looked at until <see cref="AlterTableBuilder.ValidateConstraint"/>: locks are held for an instant.</summary>
    public ForeignKeyOptions NotValid() => Key(key => key with { NotValid = true });

    /// <summary>A transaction may put the check off.</summary>
    /// <param name="initiallyDeferred">Whether it is put off to the transaction's end unless told otherwise.</param>
    public ForeignKeyOptions Deferrable(bool initiallyDeferred = false) =>
        Key(key => key with { Deferrable = true, InitiallyDeferred = initiallyDeferred });

    /// <summary>It is only written down (since PostgreSQL 18).</summary>
    public ForeignKeyOptions NotEnforced() => Key(key => key with { NotEnforced = true });

    private ForeignKeyOptions Target(Func<ForeignKeyTarget, ForeignKeyTarget> change) =>
        Key(key => key with { Target = change(key.Target) });

    private ForeignKeyOptions Key(Func<ForeignKeyConstraint, ForeignKeyConstraint> change) =>
        With(add => add with { Constraint = change((ForeignKeyConstraint)add.Constraint) });
}

/// <summary>What can be said of a new check.</summary>
public sealed class CheckOptions : OperationOptions<CheckOptions, AddConstraint>
{
    internal CheckOptions(OperationRecorder recorder, AddConstraint check)
        : base(recorder, check)
    {
    }

    /// <summary>Rows that are there already are not looked at until <see cref="AlterTableBuilder.ValidateConstraint"/>: the lock is held for an instant.</summary>
    public CheckOptions NotValid() => With(add => add with { Constraint = add.Constraint with { NotValid = true } });

    /// <summary>Tables that inherit from this one do not get it.</summary>
    public CheckOptions NoInherit() => With(add => add with { Constraint = add.Constraint with { NoInherit = true } });

    /// <summary>It is only written down (since PostgreSQL 18).</summary>
    public CheckOptions NotEnforced() => With(add => add with { Constraint = add.Constraint with { NotEnforced = true } });
}

/// <summary>What can be said of a new exclusion constraint.</summary>
public sealed class ExclusionOptions : OperationOptions<ExclusionOptions, AddConstraint>
{
    internal ExclusionOptions(OperationRecorder recorder, AddConstraint exclusion)
        : base(recorder, exclusion)
    {
    }

    /// <summary>It is about rows that meet a condition.</summary>
    /// <param name="condition">An SQL condition.</param>
    public ExclusionOptions Where(string condition) =>
        With(add => add with { Constraint = (ExclusionConstraint)add.Constraint with { Where = condition } });

    /// <summary>A transaction may put the check off.</summary>
    /// <param name="initiallyDeferred">Whether it is put off to the transaction's end unless told otherwise.</param>
    public ExclusionOptions Deferrable(bool initiallyDeferred = false) =>
        With(add => add with { Constraint = add.Constraint with { Deferrable = true, InitiallyDeferred = initiallyDeferred } });
}
