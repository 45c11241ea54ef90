using Lockstep.Model.Rules.Locks;

namespace Lockstep.Model.Rules.Review;

/// <summary>What PostgreSQL refuses and a rule of its own tells, so that the rule about problems of the replay need not tell it again.</summary>
internal static class KnownRefusals
{
    /// <summary>Whether a rule about indexes or constraints says why PostgreSQL refuses the operation.</summary>
    public static bool Has(ReviewedOperation reviewed, MigrationReview review) =>
        ConcurrentlyRefused.Refusal(reviewed) is not null ||
        ConstraintIndexDropped.Refuses(reviewed) ||
        UsingIndexRefused.Refusal(reviewed) is not null ||
        KeyWithoutPartitionKey.Refuses(reviewed, review) ||
        KeyMalformed.Refuses(reviewed);
}
