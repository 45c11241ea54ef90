using Lockstep.CodeFixes.Forms;

namespace Lockstep.Analyzers.Tests.Fixes;

/// <summary>New migrations are numbered and named as those that are there.</summary>
public sealed class NamingTests
{
    [Theory]
    [InlineData("", 1)]
    [InlineData("1 2 3", 4)]
    [InlineData("1 2 9", 10)]
    [InlineData("10 20 30", 40)]
    [InlineData("100 200", 300)]
    [InlineData("100 110", 120)]
    [InlineData("20260131", 20260201)]
    [InlineData("202612312359", 202701010000)]
    [InlineData("5 20261121090059", 20261121090100)]
    [InlineData("202699990001", 202699990002)]
    public void The_next_version_goes_on_in_the_same_way(string versions, long next) => Assert.Equal(
        next,
        VersionStyle.Next([.. versions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(version => long.Parse(version, System.Globalization.CultureInfo.InvariantCulture))]));

    [Theory]
    [InlineData(202602230901, "2026_02_23_0900", "2026_02_23_0901")]
    [InlineData(8, "7", "8")]
    [InlineData(10, "0007", "0010")]
    [InlineData(8, "7L", "8L")]
    [InlineData(1000, "999", "1000")]
    [InlineData(8, "Versions.Seven", "8")]
    [InlineData(8, "", "8")]
    public void A_version_is_written_as_the_others_are(long version, string like, string literal) => Assert.Equal(literal, VersionStyle.Literal(version, like));

    [Theory]
    [InlineData("AddEmail", "202602230900_AddEmail.cs", 202602230900, "ValidateIt", "202602230901_ValidateIt.cs")]
    [InlineData("AddEmail", "2026_02_23_0900_AddEmail.cs", 202602230900, "ValidateIt", "2026_02_23_0901_ValidateIt.cs")]
    [InlineData("AddEmail", "AddEmail.cs", 202602230900, "ValidateIt", "ValidateIt.cs")]
    [InlineData("M0007", "M0007.cs", 7, "M0008", "M0008.cs")]
    [InlineData("V7_AddEmail", "V7_AddEmail.cs", 7, "V8_ValidateIt", "V8_ValidateIt.cs")]
    [InlineData("M007AddEmail", "M007AddEmail.cs", 7, "M008ValidateIt", "M008ValidateIt.cs")]
    [InlineData("AddEmail", "0007_add_email.cs", 7, "ValidateIt", "0008_validate_it.cs")]
    [InlineData("AddEmail", "0007-add-email.cs", 7, "ValidateIt", "0008-validate-it.cs")]
    [InlineData("AddEmail_0007", "AddEmail_0007.cs", 7, "ValidateIt_0008", "ValidateIt_0008.cs")]
    [InlineData("Migration7", "Migration7.cs", 7, "Migration8", "Migration8.cs")]
    [InlineData("AddEmail", "Migrations.cs", 7, "ValidateIt", "ValidateIt.cs")]
    [InlineData("AddEmail", "AddEmail.Migration.cs", 7, "ValidateIt", "ValidateIt.Migration.cs")]
    public void Class_and_file_are_named_as_the_others_are(string sample, string file, long version, string newClass, string newFile)
    {
        var names = new MigrationNames(sample, file, version);
        Assert.Equal(newClass, names.NewClass(version + 1, "Validate it", _ => false));
        Assert.Equal(newFile, names.NewFile(version + 1, newClass, "Validate it"));
    }

    [Theory]
    [InlineData("Validate orders_user_id_fkey", "ValidateOrdersUserIdFkey")]
    [InlineData("Make users.email NOT NULL", "MakeUsersEmailNotNull")]
    [InlineData("2nd step", "_2ndStep")]
    [InlineData("!", "Migration")]
    public void A_description_becomes_a_class(string description, string name) => Assert.Equal(name, MigrationNames.Pascal(description));
}
