using Lockstep.Model.SqlFiles;

namespace Lockstep.Generator.Tests.SqlFiles;

public sealed class SqlFileNameTests
{
    [Theory]
    [InlineData("0007_add_email.sql", 7, "add email")]
    [InlineData("migrations/202611210900_add_users-email.SQL", 202611210900, "add users email")]
    [InlineData(@"migrations\2026_11_21_0900_add_email.sql", 202611210900, "add email")]
    [InlineData("2026-11-21-090015-add-email.sql", 20261121090015, "add email")]
    [InlineData("2026_11_21_add_email.sql", 20261121, "add email")]
    [InlineData("2026_11_21.sql", 20261121, "")]
    [InlineData("2026_11_21_2fa_codes.sql", 20261121, "2fa codes")]
    [InlineData("2026_11_21_0900x.sql", 20261121, "0900x")]
    [InlineData("0007_2_columns.sql", 7, "2 columns")]
    [InlineData("2026_11_2_columns.sql", 2026, "11 2 columns")]
    [InlineData("20261121_0900_add.sql", 20261121, "0900 add")]
    [InlineData("7.sql", 7, "")]
    [InlineData("7. add email.sql", 7, "add email")]
    public void A_name_says_version_and_what_changes(string path, long version, string name)
    {
        var read = SqlFileName.Read(path);
        Assert.Null(read.Problem);
        Assert.Equal((version, name), (read.Version, read.Name));
    }

    [Theory]
    [InlineData("add_email.sql", "it does not start with a version")]
    [InlineData("V7__add_email.sql", "it does not start with a version")]
    [InlineData("0000_add.sql", "its version 0000 is not in 1 to 9223372036854775807")]
    [InlineData("99999999999999999999_add.sql", "its version 99999999999999999999 is not in 1 to")]
    [InlineData("0007add.sql", "'a' follows its version")]
    [InlineData("0007_add.up.sql", "it ends with '.up'; put both ways into one file")]
    [InlineData("0007_add.Down.sql", "it ends with '.down'")]
    [InlineData(".sql", "it does not start with a version")]
    [InlineData("", "it does not start with a version")]
    public void Another_name_is_told_what_is_wrong(string path, string problem) =>
        Assert.StartsWith(problem, SqlFileName.Read(path).Problem, StringComparison.Ordinal);
}
