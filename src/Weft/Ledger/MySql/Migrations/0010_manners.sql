-- How a provider is to be asked, as people said it (JSON; empty = as usual), and how its model wants to be, found out at which address.
SET @v_add = (
    SELECT IF(COUNT(*) = 0, 'ALTER TABLE providers ADD COLUMN settings TEXT NULL', 'DO 0')
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'providers' AND column_name = 'settings'
);
PREPARE add_manners FROM @v_add;
EXECUTE add_manners;
DEALLOCATE PREPARE add_manners;
SET @v_add = (
    SELECT IF(COUNT(*) = 0, 'ALTER TABLE formats ADD COLUMN url TEXT NULL, ADD COLUMN manners TEXT NULL', 'DO 0')
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'formats' AND column_name = 'manners'
);
PREPARE add_manners FROM @v_add;
EXECUTE add_manners;
DEALLOCATE PREPARE add_manners;
UPDATE formats f JOIN providers p ON p.name = f.provider AND p.model = f.model SET f.url = p.url WHERE f.url IS NULL;
