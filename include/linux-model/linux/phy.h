/* Model of linux/phy.h, mii.h and mdio.h: phylib sleeps. */
#ifndef _MODEL_LINUX_PHY_H
#define _MODEL_LINUX_PHY_H

#include <linux/netdevice.h>
#include <linux/of.h>

#define PHY_MAX_ADDR 32
#define MII_BUS_ID_SIZE 61
#define MII_BMCR 0
#define MII_BMSR 1
#define MII_PHYSID1 2
#define MII_PHYSID2 3
#define MII_ADVERTISE 4
#define MII_LPA 5
#define MII_CTRL1000 9
#define BMCR_RESET 0x8000
#define BMCR_ANENABLE 0x1000
#define BMCR_ANRESTART 0x0200
#define BMCR_PDOWN 0x0800
#define BMCR_SPEED100 0x2000
#define BMCR_FULLDPLX 0x0100
#define BMSR_LSTATUS 4
#define BMSR_ANEGCOMPLETE 0x20
#define PHY_POLL (-1)
typedef enum { PHY_INTERFACE_MODE_NA, PHY_INTERFACE_MODE_MII, PHY_INTERFACE_MODE_GMII, PHY_INTERFACE_MODE_SGMII,
	PHY_INTERFACE_MODE_RMII, PHY_INTERFACE_MODE_RGMII, PHY_INTERFACE_MODE_RGMII_ID } phy_interface_t;
struct mii_bus {
	const char *name;
	char id[MII_BUS_ID_SIZE];
	void *priv;
	int (*read)(struct mii_bus *bus, int addr, int regnum);
	int (*write)(struct mii_bus *bus, int addr, int regnum, u16 val);
	int (*reset)(struct mii_bus *bus);
	struct device *parent;
	u32 phy_mask;
	int irq[PHY_MAX_ADDR];
};
struct mdio_device { struct device dev; struct mii_bus *bus; int addr; };
struct phy_device {
	struct mdio_device mdio;
	u32 phy_id, dev_flags;
	unsigned int autoneg : 1, link : 1, interrupts : 1;
	int speed, duplex, pause, asym_pause, irq;
	phy_interface_t interface;
	struct mutex lock;
	struct net_device *attached_dev;
	void *priv;
};
struct phy_driver {
	u32 phy_id;
	char *name;
	u32 phy_id_mask, flags;
	int (*probe)(struct phy_device *phydev);
	int (*config_init)(struct phy_device *phydev);
	int (*config_aneg)(struct phy_device *phydev);
	int (*read_status)(struct phy_device *phydev);
	int (*config_intr)(struct phy_device *phydev);
	irqreturn_t (*handle_interrupt)(struct phy_device *phydev);
	int (*suspend)(struct phy_device *phydev);
	int (*resume)(struct phy_device *phydev);
};
struct mii_if_info {
	int phy_id, advertising, phy_id_mask, reg_num_mask;
	unsigned int full_duplex : 1, force_media : 1, supports_gmii : 1;
	struct net_device *dev;
	int (*mdio_read)(struct net_device *dev, int phy_id, int location);
	void (*mdio_write)(struct net_device *dev, int phy_id, int location, int val);
};
int mii_link_ok(struct mii_if_info *mii);
int mii_nway_restart(struct mii_if_info *mii);
unsigned int mii_check_media(struct mii_if_info *mii, unsigned int ok_to_print, unsigned int init_media);
int generic_mii_ioctl(struct mii_if_info *mii, struct mii_ioctl_data *data, int cmd, unsigned int *duplex_changed);
struct mii_ioctl_data *if_mii(struct ifreq *rq);
struct mii_bus *mdiobus_alloc(void);
struct mii_bus *devm_mdiobus_alloc(struct device *dev);
void mdiobus_free(struct mii_bus *bus);
int mdiobus_register(struct mii_bus *bus);
int of_mdiobus_register(struct mii_bus *bus, struct device_node *np);
void mdiobus_unregister(struct mii_bus *bus);
int mdiobus_read(struct mii_bus *bus, int addr, u32 regnum);
int mdiobus_write(struct mii_bus *bus, int addr, u32 regnum, u16 val);
int phy_read(struct phy_device *phydev, u32 regnum);
int phy_write(struct phy_device *phydev, u32 regnum, u16 val);
int phy_modify(struct phy_device *phydev, u32 regnum, u16 mask, u16 set);
struct phy_device *phy_find_first(struct mii_bus *bus);
struct phy_device *phy_connect(struct net_device *dev, const char *bus_id, void (*handler)(struct net_device *),
			       phy_interface_t interface);
int phy_connect_direct(struct net_device *dev, struct phy_device *phydev, void (*handler)(struct net_device *),
		       phy_interface_t interface);
struct phy_device *of_phy_connect(struct net_device *dev, struct device_node *np, void (*handler)(struct net_device *),
				  u32 flags, phy_interface_t iface);
struct phy_device *of_phy_get_and_connect(struct net_device *dev, struct device_node *np, void (*handler)(struct net_device *));
void phy_disconnect(struct phy_device *phydev);
void phy_start(struct phy_device *phydev);
void phy_stop(struct phy_device *phydev);
int phy_start_aneg(struct phy_device *phydev);
void phy_attached_info(struct phy_device *phydev);
void phy_print_status(struct phy_device *phydev);
void phy_set_max_speed(struct phy_device *phydev, u32 max_speed);
int phy_mii_ioctl(struct phy_device *phydev, struct ifreq *ifr, int cmd);
int phy_do_ioctl_running(struct net_device *dev, struct ifreq *ifr, int cmd);
int phy_ethtool_get_link_ksettings(struct net_device *ndev, struct ethtool_link_ksettings *cmd);
int phy_ethtool_set_link_ksettings(struct net_device *ndev, const struct ethtool_link_ksettings *cmd);
int phy_ethtool_nway_reset(struct net_device *ndev);

#endif
